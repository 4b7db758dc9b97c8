#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who has not signed in cannot make the daemon read large bodies; who has, can, with his first request.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

configure
start_house

# Says how long its body will be, and sends none of it: prints the first line of the answer.
announce_body() { # LENGTH [HEADER]
  printf 'POST /api/import HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n%s\r\n' \
    "$console" "$1" "${2:+$2$'\r\n'}" | timeout 5 socat -t 3 - "TCP:$console" 2>/dev/null | head -n 1
}
refuses() { # LENGTH [HEADER]
  body=$(announce_body "$@")
  [[ $body == *' 413 '* ]]
}

refuses 16000000
result $? "a stranger's list is refused before it is read"
refuses 16000000 'Cookie: thonbao=nonsense'
result $? "and so with a cookie that is none"
refuses 16000000 'Authorization: Bearer nonsense'
result $? "and with a token that is none"
refuses 8193
result $? "8 kB is what a stranger may send"
head -c 8192 /dev/zero | tr '\0' ' ' >"$dir/request"
browse POST /api/session --data-binary "@$dir/request"
refused 400 missing_key || refused 400 not_json
result $? "and that much is read"
{
  printf 'POST /api/import HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n' "$console"
  for _ in {1..20}; do
    printf '1000\r\n%4096s\r\n' ''
  done
} >"$dir/request"
body=$(timeout 5 socat -t 3 - "TCP:$console" <"$dir/request" 2>/dev/null | head -n 1)
[[ $body != *' 200 '* && $body != *' 401 '* ]]
result $? "pieces that never say how long they are end there, too"

use_link "$(printed_link)" "Bà Tư" "trâu bò gà vịt"
answered 200
for _ in {1..20}; do cat "$DATA/village/households.csv"; done >"$dir/list"
browse POST /api/import --data-binary "@$dir/list"
answered 200 '.done != null'
result $? "whoever has signed in sends a list with the first request of a connection"
browse POST /api/import -H 'Expect:' --data-binary "@$dir/list"
answered 200
result $? "without asking first, too"
send POST /api/tokens '{"name": "kho", "role": "head"}'
token=$(gojq -r .token <<<"$body")
rm -f "$jar"
browse POST /api/import -H "Authorization: Bearer $token" -H 'Expect:' --data-binary "@$dir/list"
answered 200
result $? "and a program with its token"
ask DELETE /api/tokens/kho
refuses 16000000 "Authorization: Bearer $token"
result $? "until it is revoked"
ask POST /api/import -H 'Expect:' --data-binary "@$dir/list"
answered 200
result $? "the Unix socket reads as before"
stop_house
result $? "the daemon ends well"
end
