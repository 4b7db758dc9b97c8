#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Beyond loopback the console is encrypted, or served to its proxy alone; faults in its settings are
# named.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

port=${console#*:}
console=0.0.0.0:$port
configure
start_house
# shellcheck disable=SC2034
scheme=https
console=127.0.0.1:$port
browse GET /healthz
answered 200
result $? "beyond loopback it answers over TLS"
[[ $(curl -s -m 2 -o /dev/null -w '%{http_code}' "http://$console/healthz") == 000 ]]
result $? "and not in the open"
fingerprint=$(sed -n 's/.*SHA-256 \([0-9A-F:]*\)$/\1/p' "$dir/log" | tail -n 1)
[[ $fingerprint && $fingerprint == $(openssl s_client -connect "$console" </dev/null 2>/dev/null |
  openssl x509 -noout -fingerprint -sha256 | sed 's/.*=//') ]]
result $? "the log has the fingerprint of the box's own certificate"
curl -s --cacert "$dir/console-certificate.pem" -o /dev/null "https://$console/healthz"
result $? "which is good for the address"
[[ $(stat -c %a "$dir/console-key.pem") == 600 ]]
result $? "its key is the daemon's alone"
[[ $(printed_link) && $(grep '#link=' "$dir/log") == *https://* ]]
result $? "the link is an https one"
use_link "$(printed_link)" "Ông Ba" "trâu bò gà vịt"
answered 200 && [[ $(header Set-Cookie) == __Host-thonbao=*"; Secure"* ]]
result $? "the cookie goes over TLS only"
browse GET /
[[ $status == 200 ]]
result $? "the pages are served"
head -c 3000000 /dev/urandom >"$dir/list"
browse POST /api/import --data-binary "@$dir/list"
[[ $status == 4* ]]
result $? "a long body is read"
browse POST /api/backup
cp "$dir/body" "$dir/copy"
[[ $status == 200 && $(sqlite3 "$dir/copy" 'PRAGMA integrity_check; SELECT name FROM staff') == $'ok\nÔng Ba' ]]
result $? "a backup comes whole"
for _ in {1..40}; do
  openssl s_client -connect "$console" </dev/null >/dev/null 2>&1
  curl -s -m 1 -o /dev/null "http://$console/"
done
browse GET /api/session
answered 200
result $? "connections that end early or speak no TLS harm nobody"
stop_house KILL
start_house
[[ $(sed -n 's/.*SHA-256 \([0-9A-F:]*\)$/\1/p' "$dir/log" | tail -n 1) == "$fingerprint" ]]
result $? "the certificate stays over a restart"
browse GET /api/session
answered 200
result $? "and so does the session"
stop_house

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=thon.example \
  -addext subjectAltName=DNS:thon.example -keyout "$dir/given.key" -out "$dir/given.pem" 2>/dev/null
# shellcheck disable=SC2034
console_more="certificate = \"given.pem\"; key = \"given.key\"; names = [ \"thon.example\" ];"
configure
start_house
status=$(curl -s --cacert "$dir/given.pem" --resolve "thon.example:$port:127.0.0.1" -o /dev/null \
  -w '%{http_code}' "https://thon.example:$port/healthz")
[[ $status == 200 ]]
result $? "a given certificate is used, under the console's name"
stop_house

fault() { # TEXT: the daemon does not start, and says this
  configure
  ! "$THONBAOD" --config "$dir/thonbao.conf" >"$dir/body" 2>&1 </dev/null && grep -q "$1" "$dir/body"
}
console_more='certificate = "given.pem";'
fault 'certificate and key go together'
result $? "a certificate without its key is a fault"
echo broken >"$dir/given.pem"
console_more='certificate = "given.pem"; key = "given.key";'
fault 'cannot use the certificate'
result $? "so is one that is none"
console_more='certificate = "none.pem"; key = "none.key";'
fault 'none.pem: No such file'
result $? "so is one that is not there"
console_more='proxy = "example";'
fault 'proxy: "example" is no address'
result $? "so is a proxy without an address"
console=somewhere console_more=''
fault 'listen: "somewhere" is no address with a port'
result $? "so is an address that is none"

# Behind a proxy: plain, and only for the proxy. Here the proxy is this test.
scheme=http console=0.0.0.0:$port console_more='proxy = "127.0.0.1"; names = [ "thon.example" ];'
configure
start_house
console=127.0.0.1:$port
browse GET /healthz -H 'Host: thon.example'
answered 200
result $? "the proxy is served"
for _ in 1 2 3 4 5; do
  browse_json POST /api/session '{"name": "a", "password": "b"}' -H 'X-Forwarded-For: 10.0.0.1, 10.9.9.9'
done
browse_json POST /api/session '{"name": "c", "password": "b"}' -H 'X-Forwarded-For: 10.9.9.9'
refused 429 too_many_attempts
result $? "who fails is known by the address that the proxy saw"
browse_json POST /api/session '{"name": "c", "password": "b"}' -H 'X-Forwarded-For: 10.0.0.2'
refused 401 wrong_password
result $? "and nobody else waits for it"
stop_house
# shellcheck disable=SC2034
console=0.0.0.0:$port console_more='proxy = "127.0.0.9";'
configure
start_house
console=127.0.0.1:$port
browse GET /healthz
refused 403 not_the_proxy
result $? "who is not the proxy is not served"
stop_house

# The address is taken: the daemon does its work, and has the console once it is free.
socat TCP-LISTEN:"$port",bind=127.0.0.1,reuseaddr,fork /dev/null &
taken=$!
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || ! kill -0 "$taken"; do sleep 0.1; done
# shellcheck disable=SC2034
console=127.0.0.1:$port console_more=''
configure
start_house
ask GET /api/households
answered 200 && grep -q "cannot listen on 127.0.0.1:$port: Address already in use" "$dir/log"
result $? "without its address the daemon works, and says so"
kill "$taken"
wait "$taken" 2>/dev/null
tries=0
until browse GET /healthz && [[ $status == 200 ]] || ((tries++ > 600)); do sleep 0.1; done
[[ $status == 200 ]]
result $? "and takes it when it is free"
end
