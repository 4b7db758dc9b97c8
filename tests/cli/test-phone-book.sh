#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The phone book is searched, and goes into a spreadsheet and back.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/../api/house.sh"

configure
start_house
ask POST /api/import --data-binary "@$DATA/village/households.csv"
answered 200
send PUT /api/households/Z-1 '{"head": "Đặng Thị \"Sáu\", út", "cluster": "Xóm 9", "address": "=1+1",
  "note": "+ chó dữ; @cổng", "frail": true, "walk": 7, "groups": ["nongdan"],
  "phones": [{"number": "0905 123 456", "person": "Sáu (con gái)"}, {"number": "0258 3123456"},
    {"number": "0905 123 457", "person": "Bảy"}, {"number": "0905 123 458"}]}'
answered 200
send PUT /api/households/Z-2 '{"head": "-Lê Quỳ Mười", "cluster": "Xóm 9"}'
answered 200
result $? "a phone book with odd cells"

found() { # WORDS CODE...: these households are found
  local words=$1
  shift
  out=$("$THONBAO" households --json --search "$words" | gojq -r '[.households[].code] | join(" ")')
  body=$out
  [[ $out == "$*" ]]
}
found 'dang thi' Z-1 || found 'dang thi "sau' Z-1
result $? "a name is found without its accents"
found 'ĐẶNG THỊ "SÁU"' Z-1
result $? "and in capitals"
found 'SAU đặng' Z-1 && found 'sau dan' Z-1 && found 'sau ang'
result $? "words are found in another order"
found 'z-2' Z-2
result $? "a code is found"
found '0905 123 457' Z-1
result $? "a number is found as it is written"
found '+84905123458' Z-1
result $? "and in full"
found 57 nobody
[[ $out != *Z-1* ]]
result $? "two digits are no number"
found '%_' && found "' OR 1"
result $? "signs are only signs"
send PUT /api/households/Z-2 '{"head": "Lê Quỳ Chín"}'
found 'quy muoi'
first=$?
found 'le quy chin' Z-2 && ((first == 0))
result $? "what has changed is found as it is now"
ask GET '/api/households?search=x%26amp&search=y'
refused 400 wrong_type
result $? "one search at a time"
ask GET '/api/households?search=xom+dinh&cluster=1&group=phunu&limit=2'
answered 200 '(.households | length) == 2 and .next != null and
  all(.households[]; .cluster == "1" and (.address | test("Xóm Đình")))'
result $? "it goes with cluster, group and pages"

# What the import does not take: who wants no messages. Groups go by name.
send PUT /api/households/Z-2 '{"head": "-Lê Quỳ Mười", "note": "hết neo đơn rồi, còn già yếu",
  "frail": false, "neighbour": "Z-1"}'
answered 200
send PUT /api/households/T1-001 "$("$THONBAO" households --json --search T1-001 |
  gojq '.households[0] | del(.code, .phones[].kind, .phones[].stopped) | .neighbour = "T1-002"')"
answered 200
send POST /api/groups '{"name": "Làm vườn, nuôi cá / ong"}'
send POST /api/groups/lamvuonnuoicaong/members '{"join": ["Z-1", "Z-2"]}'
answered 200
send PUT /api/households/Z-3 '{"head": "Võ Tám", "cluster": "Tổ 7"}'
answered 200
for name in 'Nông dân và Phụ nữ' '1. Lúa'; do
  send POST /api/groups "$(gojq -n --arg name "$name" '{name: $name}')"
done
send POST /api/groups/nongdanvaphunu/members '{"join": ["Z-3"]}'
send POST /api/groups/1lua/members '{"join": ["Z-3"]}'
answered 200
book() { "$THONBAO" households --json | gojq -cS '[.households[] | .groups |= sort]'; }
before=$(book)
"$THONBAO" households --csv >"$dir/export.csv"
[[ $(head -n 1 "$dir/export.csv") == $'\xEF\xBB\xBFMã hộ,Chủ hộ,'*$'\r' ]] &&
  (($(wc -l <"$dir/export.csv") == 540))
result $? "it goes into a spreadsheet"
! grep -qE '(^|,)"?[=@-]' "$dir/export.csv"
result $? "in which no cell is a formula"
"$THONBAO" households --csv --cluster 'Xóm 9' | grep -c '^Z-' | grep -qx 2
result $? "a part of it, too"
"$THONBAO" households --csv --json 2>/dev/null
[[ $? == 2 ]]
result $? "but not as JSON"
body=$("$THONBAO" import "$dir/export.csv")
[[ $body == *'539 as before'* ]]
result $? "read back it changes nothing"
[[ $(book) == "$before" ]]
result $? "in no column: neighbours and groups with odd names neither"
"$THONBAO" households --csv --search Z-2 >"$dir/part.csv"
body=$("$THONBAO" import "$dir/part.csv")
[[ $body == *'1 as before'* && $(book) == "$before" ]]
result $? "nor does a part of it, whose neighbour is not in it"
"$THONBAO" households --csv --search Z-3 | cut -d , -f 1-9 >"$dir/part.csv"
body=$("$THONBAO" import "$dir/part.csv" --dry-run)
[[ $body == *'1 as before'* ]]
result $? "nor one without any telephone"
stop_house
rm "$dir"/thonbao.db*
start_house
body=$("$THONBAO" import "$dir/export.csv")
[[ $body == *539* ]]
book >"$dir/after"
body=$(diff <(gojq '.[]' <<<"$before") <(gojq '.[]' "$dir/after") | head -n 30)
[[ -z $body ]]
result $? "read into an empty house it makes the same phone book"
stop_house
result $? "the daemon ends well"
end
