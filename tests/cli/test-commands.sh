#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every command against a daemon: what it prints, its exit code (0 done, 1 refused, 2 wrong usage,
# 3 daemon not reachable), one JSON value with --json.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/../api/house.sh"

# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/../api/browser.sh"

configure "sim=replying:cay do chan duong"
start_house

run() { # ARGUMENT...: leaves $status, $out and $err
  out=$("$THONBAO" "$@" 2>"$dir/err" </dev/null)
  status=$?
  err=$(<"$dir/err")
  body="out: $out err: $err" # for result()
}
is() { # EXIT-CODE [TEXT...]: this code, and each text in what it printed
  local text code=$1
  shift
  [[ $status == "$code" ]] || return 1
  for text; do
    [[ $out$'\n'$err == *"$text"* ]] || return 1
  done
}
json() { # COMMAND...: exactly one JSON value, and exit 0
  run --json "$@"
  [[ $status == 0 && $(gojq -s length <<<"$out") == 1 ]]
}

run import "$DATA/village/households.csv"
is 0 'households  536: 536 added' 'SET ASIDE' '69  T1-067' 'MENDED' 'TO KNOW' 'no SMS for'
result $? "import reports totals, then rows mended and set aside"
run import "$DATA/village/households.csv" --dry-run
is 0 'dry run: nothing was changed' '536 as before'
result $? "import --dry-run says so"
run import "$dir/nothing.csv"
is 1 'cannot read'
result $? "a file that is not there is refused"
run import "$DATA/village/README.md"
is 1 && [[ -n $err ]]
result $? "a file that is no list is refused"

run households --cluster 3 --group phunu
is 0 CODE PHONES T3- && [[ $out != *T1-* ]]
result $? "households are listed by group and cluster"
# Accents take no more room than the letters that they stand on: every column begins where its
# title does.
columns_stand() {
  local LC_ALL=C.UTF-8 line at
  line=${out%%$'\n'*}
  at=${line%%CLUSTER*}
  at=${#at}
  while IFS= read -r line; do
    [[ ${line:at:1} == 3 && ${line:at-1:1} == ' ' ]] || return 1
  done <<<"${out#*$'\n'}"
}
columns_stand
result $? "columns stand under their titles"
run groups
is 0 GROUP HOUSEHOLDS chibo
result $? "groups are listed"
run groups add "Xóm Đình"
is 0
run groups join xomdinh T1-001 T1-002
is 0
run groups put xomdinh chibo
is 0
run households --group "XOM DINH"
is 0 T1-001 && (($(wc -l <<<"$out") > 40))
result $? "a group is made, joined and filled with another"
run groups join xomdinh T1-003 T9-999
is 1 'T9-999'
result $? "an unknown household is named"
run groups join xomdinh
is 2 'HOUSEHOLD… is missing'
result $? "so is what is missing"
run groups add "a, b"
is 1 comma
result $? "a group that could not be asked for is not made"
run households --cluster 99
is 1 'no cluster "99"'
result $? "an unknown cluster is refused"
run groups put chibo xomdinh
is 1 'itself'
result $? "a circle of groups is refused"
run groups take xomdinh chibo
is 0
run groups leave xomdinh T1-001
is 0
run groups remove xomdinh
is 0
run households --group xomdinh
is 1 'xomdinh'
result $? "a group is taken apart"
run staff add "Ông Ba" --role leader --phone 0912345678 --cluster 3 --group phunu
is 0
run staff
is 0 'Ông Ba' leader '+84912345678'
result $? "staff are added and listed"
run staff change "Ông Ba" --category health,security --group ""
is 0
run staff
is 0 'Ông Ba' leader '+84912345678' 'health, security'
result $? "and changed"
run staff change "Ông Ba"
is 2 'what is to change'
result $? "but not into nothing"
run staff add "Bà Tư"
is 2 '--role'
result $? "staff without a role is wrong usage"

run console-link
is 0 "http://$console/#link=" 'Good once, until 20'
result $? "a link for a head is printed"
run console-link "Ông Ba"
is 0 "http://$console/#link="
link=${out#*#link=}
use_link "${link%%$'\n'*}" "" "trâu bò gà vịt"
answered 200 '.name == "Ông Ba"'
result $? "a link for one of the staff lets him choose his password"
run console-link "Không ai"
is 1 'Không ai'
result $? "a link for nobody is refused"
run tokens add kho --role viewer --expires 30d
is 0 && [[ ${#out} == 43 ]]
result $? "a token is printed once"
run tokens
is 0 kho viewer
result $? "and listed"
run tokens revoke kho
is 0
run tokens revoke kho
is 1 kho
result $? "and revoked"

run announce --to phunu --text "Họp thôn lúc 7 giờ" --dry-run
is 0 'dry run: nothing was sent' households phones parts cost finished 'Hop thon luc 7 gio'
result $? "a dry run shows what it takes and the text on the handset"
run announce --to phunu --text "Kính gửi {chủ hộ} {{họp}}" --dry-run
is 0 'Kinh gui ' '{hop}' && [[ $out != *'{chu ho}'* && $out != *'{{'* ]]
result $? "with fields, as one household reads it"
head -c 100000 /dev/zero | tr '\0' a >"$dir/book"
run announce --to phunu --file "$dir/book"
is 1 'no text that goes by SMS'
result $? "a file that is no text of ours is refused"
run announcements
[[ $(wc -l <<<"$out") == 1 ]]
result $? "and announces nothing"
printf 'Mời bà con\nđi họp' >"$dir/text"
run announce --to banganh --file "$dir/text" --kind invite --option "1=Có đi|co,di" \
  --option "2=Không" --option "3=Cần giúp" --help-option 3 --ack
is 0 'announcement 1' households phones parts cost finished
result $? "an announcement is made from a file"
out=$(printf 'Tiêm phòng' | "$THONBAO" announce --to coconnho - --at 3h 2>&1)
status=$? err=
is 0 'announcement 2'
result $? "and from standard input"
for arguments in "--to phunu" "--to phunu --text a --file b" "--text a" "--to phunu --text a -" \
  "--to phunu --text a --help-option x" "--to phunu --text a --loud" "--to phunu --text a b"; do
  # shellcheck disable=SC2086
  run announce $arguments
  is 2 usage
  result $? "wrong usage: announce $arguments"
done
run announce --to nirgends --text x
is 1 nirgends
result $? "an unknown group is refused by name"
run announce --to phunu --text ""
is 1
result $? "an empty text is refused"
run announce --to phunu --text "$(printf 'a%.0s' {1..2000})"
is 1 parts
result $? "a text too long is refused"
run announce --to phunu --text x --priority loud
is 1 'routine, important, emergency'
result $? "a priority that is none is refused, and the right ones named"
run announce --to phunu --text "Rằm" --at 06:30 --lunar 15 --remind 3d,evening --dry-run
is 0 'dry run: nothing was sent' comes && (($(grep -c ' 06:30$' <<<"$out") >= 5))
result $? "a dry run of what comes again shows its next five dates"
run announce --to phunu --text "Rằm" --at 06:30 --lunar 15 --remind 3d,evening
is 0 'schedule 1' comes
run schedules
is 0 'lunar 15, before: 3d,evening' phunu
result $? "what comes again is planned and listed"
run schedules pause 1
is 0 'rests'
run schedules
is 0 paused
run schedules resume 1
is 0 'goes on'
result $? "it rests and goes on"
run schedules remove 1
is 0
run schedules remove 1
is 1 'schedule 1'
result $? "it is removed once"
run announce --to phunu --text x --at 06:30 --repeat "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
is 1 'no such day comes'
result $? "a rule that never comes true is refused"
run announce --to phunu --text x --correction y
is 2 '--replaces'
run announce --to phunu --text x --replaces 99999
is 1 99999
result $? "what is not there is not replaced"
run clock confirm
is 1 'nobody doubts'
result $? "a clock that is right need not be confirmed"
run announce --to phunu --text $'\xff'
is 2 UTF-8
result $? "an argument that is not UTF-8 is wrong usage"
printf 'a\xffb' >"$dir/text"
run announce --to phunu --file "$dir/text"
is 1 UTF-8
printf 'a\0b' >"$dir/text"
run announce --to phunu --file "$dir/text"
is 1 NUL
result $? "a file that is no text is refused"
cp "$DATA/village/households.csv" "$dir/"$'danh s\xe1ch.csv'
run import "$dir/"$'danh s\xe1ch.csv' --dry-run
is 0 '536 as before'
result $? "a file may be called anything"

run watch 1
is 0 delivered 'reached'
result $? "watch ends when nothing is left to do"
run show 1
is 0 delivered 'Mời bà con' 'needs help' reached
result $? "show says all about one"
run announcements
is 0 invite banganh coconnho
result $? "announcements are listed"
run doors 2
is 0 'cluster 1:' HOUSEHOLD TRIED 'to knock on'
result $? "the door list goes by cluster"
first=$(grep -oE 'T[0-9]-[0-9]{3}' <<<"$out" | head -n 1)
run visited 2 "$first"
is 0 '1 ticked'
run doors 2
is 0 && [[ $out != *"$first"* ]]
result $? "a visited door is off the list"
run visited 2 "$first" T9-999
is 1 T9-999
result $? "an unknown door is named"
run pause 2
is 0 paused held
run pause 2
is 1
run resume 2
is 0 open
result $? "an announcement is paused, once, and goes on"
run cancel 2
is 0 cancelled
result $? "an announcement is cancelled"
run cancel 2
is 1 already
result $? "once"
run approve 1
is 1
result $? "what waits for nothing is not approved"
run show 77
is 1 77
result $? "an unknown announcement is refused"
run feedback --announcement 77
is 1 77
result $? "where its answers are asked for, too"
run doors 1 --cluster 99
is 1 'no cluster "99"'
result $? "no door is left where nobody lives, and that is said"
run show seven
is 2 seven
result $? "an announcement that is no number is wrong usage"

wait_for '/api/feedback?announcement=1&open=1' '.feedback | length > 0'
run feedback --announcement 1 --open
is 0 'cay do' RECEIVED
result $? "feedback is listed"
record=$(sed -n 2p <<<"$out" | awk '{print $1}')
run feedback assign "$record" "Ông Ba"
is 0 'Ông Ba'
result $? "given to a person"
run feedback close "$record"
is 0 closed
result $? "and closed"
run feedback close "$record"
is 1
result $? "once"
run feedback --csv
[[ $out == $'\xEF\xBB\xBF'id,* && $(head -n 1 <<<"$out") == *$'\r' ]]
result $? "feedback goes into a spreadsheet"
run feedback --kind nonsense
is 1 wrong_number
result $? "a kind that is none is refused, and the right ones named"

run send 0912345678 "Chào ông"
is 0 '+84912345678'
result $? "one message goes to one number"
run send 123456789012 "Chào"
is 1 123456789012
result $? "a number that is none is refused"
run carriers
is 0 sim ready signal today queue
result $? "carriers say how they are"
run ussd sim '*101#'
is 0 12.345
result $? "a code is dialled"
out=$(printf '1\n9876543210\n' | "$THONBAO" ussd sim '*100#' 2>&1)
status=$? err=
is 0 'Nap the' 'ma the' 'Da nap'
result $? "and answered while the network asks"
out=$(printf '1\n' | "$THONBAO" ussd sim '*100#' 2>&1)
status=$?
run ussd sim '*101#'
is 0 12.345
result $? "a dialogue that ends early makes room for the next"
run ussd sim '*000#'
is 1 'no such code'
result $? "a code that fails is refused"
run ussd sim 'abc'
is 1 digits
result $? "a code that is none is refused"
run ussd nirgends '*101#'
is 1 nirgends
result $? "an unknown carrier is named"

run check
is 0 'no faults'
result $? "the database is checked"
run stats
is 0 'Thạnh Mỹ' households delivered
result $? "figures are on one page"
run journal
is 0 import visited announce
result $? "the journal is read"
run backup "$dir/copy.db"
is 0 && [[ $(sqlite3 "$dir/copy.db" 'SELECT count(*) FROM household') == 536 && $(stat -c %a "$dir/copy.db") == 600 ]]
result $? "a backup is a whole database, for its owner alone"
run backup "$dir/copy.db"
is 1 exists
result $? "and never overwrites"
touch "$dir/cut.db.part"
run backup "$dir/cut.db"
is 1 'cut short' && [[ ! -e $dir/cut.db ]]
result $? "nor does it write over one that was cut short"
run backup "$dir/no/where.db"
is 1 'cannot write'
result $? "a backup that cannot be written says so"
[[ ! -e $dir/copy.db.part ]]
result $? "and leaves nothing half"

for command in households "households --group phunu" groups staff announcements "show 1" "watch 1" \
  "doors 1" "feedback" "carriers" stats check journal "announce --to phunu --text x --dry-run" \
  "announce --to phunu --text x" "cancel 3" "groups add Mới" "groups join moi T1-001 T1-002" \
  "ussd sim *101#" "send 0912345678 x" "backup $dir/json.db" "import $DATA/village/households.csv"; do
  # shellcheck disable=SC2086
  json $command
  result $? "one JSON value: $command"
done
run --json show 77
is 1 && gojq -e '.error.code == "not_found"' <<<"$out" >/dev/null
result $? "with --json a refusal is one too"
run households --json
gojq -e '.households | length == 536' <<<"$out" >/dev/null
result $? "--json may stand behind the command"

run
is 0 announce COMMAND
result $? "alone it explains itself"
run nonsense
is 2 nonsense
result $? "an unknown command is wrong usage"
run groups nonsense
is 2 nonsense
result $? "and one word too many"
run show
is 2
result $? "and one too few"
run --socket
is 2
result $? "and an option without its value"
run --version
is 0 'thonbao 0.'
result $? "it knows its version"
run --socket "$dir/nirgends" groups
is 3 "$dir/nirgends"
result $? "a daemon that is not there is exit code 3"
THONBAO_SOCKET= run groups
[[ $status == 3 || $status == 0 ]]
result $? "an empty THONBAO_SOCKET is none"
"$THONBAO" households >/dev/full 2>"$dir/err"
[[ $? == 1 && -s $dir/err ]]
result $? "what cannot be written is not passed over"

# What a household sends must not steer the clerk's terminal.
sqlite3 "$dir/thonbao.db" "UPDATE feedback SET text = char(27) || '[2Jweg' || char(10) || char(8238) || 'x' WHERE id = 1"
run feedback
[[ $out != *$'\e'* && $out != *$'\u202e'* && $out == *'?[2Jweg ?x'* ]]
result $? "control characters of a household stay off the terminal"
end
