#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Requests that are broken, huge, deep or sly are refused, change nothing and stop nothing.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure
start_house
add_household T1-001 0905123456 1

check_body() { # STATUS CODE BODY NAME
  printf '%b' "$3" >"$dir/request"
  ask POST /api/announcements --data-binary "@$dir/request"
  refused "$1" "$2"
  result $? "$4"
}
check_body 400 not_json 'hello' "what is not JSON is refused"
check_body 400 not_json '{"to": "all"' "half an object is refused"
check_body 400 not_json '[1, 2]' "an array is refused"
check_body 400 not_json '"all"' "a bare text is refused"
check_body 400 not_json '{"to": "all", "to": "nongdan", "text": "x"}' "a key given twice is refused"
check_body 400 not_json '{"to": "all", "text": "a\\u0000b"}' "NUL in a text is refused"
check_body 400 not_json '{"to": "all", "text": "a\0b"}' "a NUL byte is refused"
check_body 400 not_json '{"to": "all", "text": "\\xff\\xfe"}' "a wrong escape is refused"
check_body 400 not_json '{"to": "all", "text": "\xff\xfe"}' "bytes that are not UTF-8 are refused"
check_body 400 unknown_key '{"to": "all", "text": "x", "priorty": "emergency"}' \
  "a misspelt key is refused by name"
[[ $body == *priorty* ]]
result $? "the name is in the sentence"
check_body 400 wrong_type '{"to": "all", "text": 7}' "a number for a text is refused"
check_body 400 wrong_type '{"to": ["all"], "text": "x"}' "an array for a text is refused"
check_body 400 wrong_type '{"to": "all", "text": "x", "ack": "yes"}' "a text for a flag is refused"
check_body 400 wrong_type '{"to": "all", "text": "x", "help_option": 1.5}' \
  "a fraction for a whole number is refused"
check_body 400 wrong_type '{"to": "all", "text": null}' "null is no text"
check_body 400 out_of_bounds '{"to": "all", "text": "x", "help_option": 77}' \
  "a number out of bounds is refused"
check_body 400 wrong_type '{"to": "all\\nall", "text": "x"}' "a line break in a name is refused"
check_body 400 missing_key '{"text": "x"}' "a missing key is named"
check_body 400 missing_key '' "an empty body misses everything"

head -c 200000 /dev/zero | tr '\0' '[' >"$dir/request"
ask POST /api/announcements --data-binary "@$dir/request"
refused 400 not_json
result $? "200,000 opening brackets are refused"
{
  printf '{"to": "all", "text": "'
  head -c 300000 /dev/zero | tr '\0' 'a'
  printf '"}'
} >"$dir/request"
ask POST /api/announcements --data-binary "@$dir/request"
refused 413 body_too_large
result $? "a body above 256 kB is refused"
truncate -s 17M "$dir/request"
ask POST /api/import -H 'Expect:' --data-binary "@$dir/request"
[[ $status == 413 || $status == 400 || $status == 000 ]]
result $? "a list above 16 MB is refused"
head -c 300000 /dev/urandom >"$dir/request"
ask POST /api/import --data-binary "@$dir/request"
[[ $status == 422 ]]
result $? "noise is no list"
ask POST /api/import --data-binary ''
[[ $status == 422 ]]
result $? "nor is nothing"
ask POST '/api/import?dryrun=1' --data-binary 'x'
refused 400 unknown_key
result $? "a misspelt parameter does not import in earnest"

ask GET "/api/households?limit=$(printf '9%.0s' {1..40})"
refused 400 wrong_type
result $? "a limit of forty digits is refused"
ask GET '/api/households?limit=0'
refused 400 out_of_bounds
result $? "a limit of nothing is refused"
ask GET '/api/households?limit=-5'
refused 400 out_of_bounds
result $? "a negative limit is refused"
ask GET '/api/households?cluster=1&cluster=2'
refused 400 wrong_type
result $? "a parameter given twice is refused"
ask GET '/api/households?cluster=%00'
refused 400 bad_path
result $? "NUL in a query is refused"
ask GET '/api/households/%00'
refused 400 bad_path
result $? "NUL in a path is refused"
ask GET '/api/households/%FF%FE'
refused 400 bad_path
result $? "a path that is not UTF-8 is refused"
ask GET '/api/households/%0a'
refused 400 bad_path
result $? "a line break in a path is refused"
ask GET '/../../etc/passwd' --path-as-is
refused 404 not_found
result $? "a path out of the house leads nowhere"
ask GET '/api/households/..%2f..%2fetc%2fpasswd' --path-as-is
refused 404 not_found
result $? "nor does an encoded one"
ask GET '/api/announcements/1%3Bdrop' && refused 404 not_found
result $? "a number with something behind it is none"
ask GET /api/announcements/18446744073709551617
refused 404 not_found
result $? "a number beyond all numbers is not found"
ask GET "/api/households/$(printf "' OR 1=1 --" | gojq -sRr '@uri | gsub("[+]"; "%20")')"
refused 404 not_found
result $? "quotes are only letters of a name"
ask PATCH /api/households
[[ $status == 405 || $status == 501 ]]
result $? "an unknown method is refused"
ask DELETE /api/announcements
refused 405 method_not_allowed
result $? "a method that the path does not know is refused"
ask GET /healthz -H "X-Big: $(head -c 20000 /dev/zero | tr '\0' 'a')"
[[ $status == 400 || $status == 431 || $status == 000 ]]
result $? "20 kB of headers are refused"

raw() { # sends bytes, prints the first line of the answer
  printf '%b' "$1" | timeout 10 socat -t 2 - "UNIX-CONNECT:$dir/sock" 2>/dev/null | head -n 1
}
[[ $(raw 'nonsense\r\n\r\n') != *200* ]]
result $? "what is not HTTP is refused"
[[ $(raw 'POST /api/groups HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n') != *200* ]]
result $? "two lengths of one body are refused"
[[ $(raw 'POST /api/groups HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n') != *200* ]]
result $? "a negative length is refused"

# More connections than the daemon takes at once: those above wait, and all are served in the end.
pids=()
for _ in {1..100}; do
  socat -u OPEN:/dev/null,ignoreeof "UNIX-CONNECT:$dir/sock" &
  pids+=($!)
done 2>/dev/null
sleep 0.5
kill "${pids[@]}" 2>/dev/null
wait "${pids[@]}" 2>/dev/null
wait_for /healthz '.status == "ok"'
result $? "a hundred idle connections do not shut the others out for good"

ask GET /api/announcements
answered 200 '.announcements == []'
result $? "nothing of all this was announced"
ask GET /api/households
answered 200 '.households | length == 1'
result $? "and the phone book is as it was"
kill -0 "$daemon_pid"
result $? "the daemon is the same one"
stop_house
result $? "and ends well"
end
