#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The same Idempotency-Key again gives the same answer and does nothing twice.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure sim=reporting
start_house
add_household T1-001 0905123456 1

again() { # KEY PATH JSON
  ask POST "$2" -H "Idempotency-Key: $1" --data-binary "$3"
}
count() { # SQL
  sqlite3 "$dir/thonbao.db" "SELECT count(*) FROM $1"
}

again k1 /api/announcements '{"to": "all", "text": "Họp"}'
first=$body
answered 200 '.id == 1'
result $? "a first request is answered"
again k1 /api/announcements '{"to": "all", "text": "Họp"}'
[[ $body == "$first" && $status == 200 ]]
result $? "the same again gets the same answer"
[[ $(count announcement) == 1 && $(count message) == 1 ]]
result $? "and announced only once"
again k1 /api/announcements '{"to": "all", "text": "Họp khẩn"}'
refused 409 key_reused
result $? "the key with another text is refused"
again k1 /api/messages '{"to": "all", "text": "Họp"}'
refused 409 key_reused
result $? "and with another path"
again k2 /api/announcements '{"to": "all", "text": "Họp"}'
answered 200 '.id == 2'
result $? "another key is another request"
again k3 /api/announcements '{"to": "moi", "text": "Họp"}'
refused 422 unknown_group
send POST /api/groups '{"name": "Mới"}'
send POST /api/groups/moi/members '{"join": ["T1-001"]}'
again k3 /api/announcements '{"to": "moi", "text": "Họp"}'
answered 200 '.id == 3'
result $? "a refusal is not kept: it changed nothing"
again 'a b' /api/announcements '{"to": "all", "text": "Họp"}'
refused 400 bad_key
result $? "a key with blanks is refused"
again "$(printf 'k%.0s' {1..200})" /api/announcements '{"to": "all", "text": "Họp"}'
refused 400 bad_key
result $? "and one that is too long"

stop_house KILL
start_house
again k1 /api/announcements '{"to": "all", "text": "Họp"}'
[[ $body == "$first" ]]
result $? "the answer outlives the daemon"
[[ $(count announcement) == 3 ]]
result $? "and so does the announcement, once"

wait_for /api/carriers '.carriers[0].state == "ready"'
again u1 /api/carriers/sim/ussd '{"code": "*100#"}'
answered 200 '.state == "reply_wanted"'
again u1 /api/carriers/sim/ussd '{"code": "*100#"}'
answered 200 '.state == "reply_wanted"' && ask POST /api/carriers/sim/ussd --data-binary '{"code": "1"}' &&
  answered 200 '.text == "Nhap ma the"'
result $? "a code is dialled once under one key"

# Twenty at the same moment with one key.
for i in {1..20}; do
  curl -s --unix-socket "$dir/sock" -X POST -H 'Idempotency-Key: many' -o "$dir/answer-$i" \
    --data-binary '{"to": "all", "text": "Cùng lúc"}' http://house/api/announcements &
  pids[i]=$!
done
wait "${pids[@]}"
[[ $(cat "$dir"/answer-* | sort -u | wc -l) == 1 && $(count announcement) == 4 ]]
result $? "twenty at once are one announcement"
end
