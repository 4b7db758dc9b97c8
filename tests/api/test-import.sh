#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A village's list: taken whole, with a remark for everything mended or set aside; the same list again
# changes nothing, and what a list does not speak of stays.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure
start_house

import() { # FILE [QUERY]
  ask POST "/api/import${2-}" --data-binary "@$1"
}
dump() { # the phone book as text
  sqlite3 "$dir/thonbao.db" "SELECT code, head, cluster, address, note, frail, walk, rank, number,
    person FROM household h LEFT JOIN holding ON household_id = h.id LEFT JOIN phone p
    ON p.id = phone_id ORDER BY code, rank; SELECT key, code FROM member JOIN household h
    ON h.id = household_id JOIN village_group g ON g.id = group_id ORDER BY 1, 2"
}

village=$DATA/village/households.csv
import "$village" '?dry_run=1'
answered 200 '.dry_run and .done.added == 536 and .totals.mobiles == 730'
result $? "a dry run says what would be taken"
[[ -z $(dump) ]]
result $? "and takes nothing"
import "$village" '?name=households.csv'
answered 200 '(.dry_run | not) and .done.added == 536 and .done.numbers_added == 761 and
  .totals.households == 536 and .totals.without_phone == 7 and .file.encoding == "UTF-8"'
result $? "a list of 536 households is taken"
answered 200 '[.remarks[] | select(.severity == "set_aside") | .row] == [69, 406]'
result $? "what was set aside is named by row"
answered 200 'any(.remarks[]; .row == 5 and .code == "zero_restored" and .household == "T1-004" and
  (.message | length > 0))'
result $? "and what was mended, with household and sentence"
dump >"$dir/first"
changes() {
  sqlite3 "$dir/thonbao.db" 'SELECT sum(changed_at) FROM household'
}
before=$(changes)
import "$village"
answered 200 '.done.unchanged == 536 and .done.added == 0 and .done.changed == 0 and
  .done.groups_added == 0 and .done.numbers_removed == 0'
result $? "the same list again changes nothing"
[[ $(dump) == "$(<"$dir/first")" && $(changes) == "$before" ]]
result $? "not even a time of change"
import "$DATA/village/households-excel.csv"
answered 200 '.done.added == 0 and .done.elsewhere == 497'
result $? "a part of it, from a spreadsheet, leaves the others where they are"

cat >"$dir/moved.csv" <<'EOF'
Mã hộ,Chủ hộ,Tổ,Điện thoại
T1-001,Phạm Công Thân,9,0857 483 627 / 0912 000 111
EOF
import "$dir/moved.csv"
answered 200 '.done.changed == 1 and .done.numbers_added == 1'
result $? "a household that moved and has a new number is changed"
ask GET /api/households/T1-001
answered 200 '.cluster == "9" and [.phones[].number] == ["+84857483627", "+84912000111"]'
result $? "as the list says"
answered 200 '.address != "" and .note != "" and (.groups | length) == 2'
result $? "and what the list does not speak of stays"
cat >"$dir/unreadable.csv" <<'EOF'
Mã hộ,Chủ hộ,Tổ,Điện thoại
T1-001,Phạm Công Thân,9,08574836
T1-002,Dương Minh Sự,1,
EOF
import "$dir/unreadable.csv"
answered 200 'any(.remarks[]; .code == "unusable_number")'
ask GET /api/households/T1-001
answered 200 '.phones | length == 2'
result $? "a number that cannot be read costs no household its phones"
ask GET /api/households/T1-002
answered 200 '.phones == []'
result $? "a number that the list no longer has is taken away"
send POST /api/groups '{"name": "Xung kích"}'
send POST /api/groups/xungkich/members '{"join": ["T1-003"]}'
import "$village"
ask GET /api/households/T1-003
answered 200 '.groups | index("Xung kích") != null'
result $? "a list takes nobody out of groups that it does not know"

printf 'a,b\n1,2\n' >"$dir/none.csv"
import "$dir/none.csv"
[[ $status == 422 ]] && answered 422 '.error.message | length > 20'
result $? "what is no list is refused with a sentence"
import "$village" '?columns=head%3Dnirgends'
refused 422 unknown_column || refused 422 bad_columns
result $? "a column that is not there is named"
ask GET '/api/journal?limit=1000'
answered 200 '[.journal[] | select(.what == "import")] | last | .object == "households.csv" and
  (.detail | test("536 households added"))'
result $? "the journal says who imported what"
end
