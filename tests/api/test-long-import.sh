#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A list of tens of thousands: nothing waits for it, a crash loses none of it, and whoever goes away
# meanwhile does no harm.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

rows=${LONG_LIST:-25000}
configure sim=instant
start_house
awk -v rows="$rows" 'BEGIN {
  print "Mã hộ,Chủ hộ,Tổ,Điện thoại,Nhóm,Hàng xóm"
  for (i = 1; i <= rows; i++)
    printf "H%05d,Nguyễn Văn %d,%d,0912%06d,%s,H%05d\n", i, i, i % 8 + 1, i, i % 2 ? "Lúa" : "Cá",
      i % rows + 1
}' >"$dir/list.csv"
add_household A-1 0905123456 9
send POST /api/groups '{"name": "Đội"}'
send POST /api/groups/doi/members '{"join": ["A-1"]}'

begin() { # [QUERY]: sends the list and does not wait
  curl -s -o "$dir/taken" --unix-socket "$dir/sock" --data-binary "@$dir/list.csv" \
    "http://house/api/import${1-?name=list.csv}" &
  asker=$!
}
half_way() { # some of it is in the phone book, and some is not
  local tries
  for ((tries = 0; tries < 3000; tries++)); do
    ask GET /api/import
    answered 200 '.state == "taking" and .taken > 0 and .taken < .households' && return
    sleep 0.01
  done
  return 1
}
over() {
  wait_for /api/import '.state == "none"'
}
heard() { # TEXT: it is on the air
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    grep -q "$1" "$dir/air" 2>/dev/null && return
    sleep 0.05
  done
  return 1
}
book() { # what the phone book has of the list
  sqlite3 "$dir/thonbao.db" "SELECT count(*), sum(head = 'Nguyễn Văn ' || CAST(substr(code, 2) AS
    INTEGER)), sum(neighbour_id IS NOT NULL) FROM household WHERE code LIKE 'H%'; SELECT count(*)
    FROM holding WHERE household_id IN (SELECT id FROM household WHERE code LIKE 'H%'); SELECT
    count(*) FROM member JOIN village_group g ON g.id = group_id WHERE key IN ('lua', 'ca')"
}
# shellcheck disable=SC2016
whole=$(printf '%s|%s|%s\n%s\n%s' $rows $rows $rows $rows $rows)

begin '?dry_run=1'
wait "$asker"
gojq -e ".done.added == $rows and .dry_run" "$dir/taken" >/dev/null
result $? "a dry run says what would be done"
[[ $(book) == $'0||\n0\n0' ]]
result $? "and does nothing"

begin
half_way
result $? "a long list is taken in little by little"
answered 200 ".name == \"list.csv\" and .households == $rows and .begun_at != null and .why == \"\""
result $? "and says where it stands"
"$THONBAO" stats | grep -q 'list.csv .*: taking, [0-9,]* of [0-9,]*000 households are in'
result $? "also at the command line"
send POST /api/announcements '{"to": "Đội", "text": "Bao so 5", "priority": "emergency"}'
heard 'Bao so 5' && ask GET /api/import
answered 200 '.state == "taking"'
result $? "a storm alert is on the air meanwhile"
kill "$asker"
wait "$asker" 2>/dev/null
half_way
stop_house KILL
((before = $(sqlite3 "$dir/thonbao.db" "SELECT count(*) FROM household WHERE code LIKE 'H%'")))
((before > 0 && before < rows))
result $? "it ends in the middle"
start_house
over
[[ $(book) == "$whole" ]]
result $? "and is gone on with after a start, to its last household"
ask GET /api/journal
answered 200 "[.journal[] | select(.what == \"import\")] | length == 1 and .[0].object == \"list.csv\"
  and (.[0].detail | test(\"^$rows households added, 0 changed\"))"
result $? "the journal counts it as one list"

changed=$(sqlite3 "$dir/thonbao.db" 'SELECT sum(changed_at) FROM household')
begin
half_way
printf 'Mã hộ,Chủ hộ,Điện thoại\nH00001,Nguyễn Văn 1,0912000001\n' >"$dir/short.csv"
others=()
for n in {1..8}; do
  curl -s -o "$dir/other.$n" --unix-socket "$dir/sock" --data-binary "@$dir/short.csv" \
    "http://house/api/import?dry_run=1" &
  others+=($!)
done
wait "${others[@]}" "$asker"
gojq -es '([.[] | select(.done.unchanged == 1)] | length >= 2) and
  ([.[] | select(.error.code == "import_running")] | length >= 1) and
  all(.done.unchanged == 1 or .error.code == "import_running")' "$dir"/other.* >/dev/null
result $? "lists are taken in one after the other, and too many are refused"
gojq -e ".done.unchanged == $rows" "$dir/taken" >/dev/null
result $? "the same list again is as it was"
over
[[ $(sqlite3 "$dir/thonbao.db" 'SELECT sum(changed_at) FROM household') == "$changed" ]]
result $? "and changes nothing, not even a time of change"

# A crash while it is written down: the phone book was not touched yet.
stop_house
sqlite3 "$dir/thonbao.db" "INSERT INTO import (id, author, name, begun_at, head)
  VALUES (1, 'x', 'half.csv', 1, x'00'); INSERT INTO import_piece (bytes) VALUES (x'00')"
start_house
ask GET /api/import
answered 200 '.state == "none"'
[[ $? == 0 && $(book) == "$whole" &&
  $(sqlite3 "$dir/thonbao.db" 'SELECT count(*) FROM import_piece') == 0 ]]
result $? "one that was not yet written down whole is forgotten"
sed -i 's/Nguyễn/Trần/' "$dir/list.csv"
begin
half_way
send DELETE "/api/households/H$rows" ''
ask GET /api/households/H00001
answered 200 '.head == "Trần Văn 1"'
result $? "households change one by one, each whole"
wait "$asker"
over
gojq -e ".done.changed + .done.added == $rows" "$dir/taken" >/dev/null
result $? "one that is removed meanwhile hinders no other"
ask GET /api/check
answered 200 .ok
result $? "the database is whole"
end
