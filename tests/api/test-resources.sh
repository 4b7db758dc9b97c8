#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every resource does what it says, and what cannot be done is refused by name and changes nothing.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure sim=reporting
start_house

# ---- households ----
send PUT /api/households/T1-001 '{"head": "Phạm Công Thân", "cluster": "1", "walk": 3,
  "phones": [{"number": "0905 123 456", "person": "Thân"}, {"number": "0258 3123456"}]}'
answered 200 '.phones[0].number == "+84905123456" and .phones[1].kind == "fixed" and .walk == 3'
result $? "a household is added, its numbers read"
send PUT /api/households/T1-001 '{"note": "chó dữ"}'
answered 200 '.head == "Phạm Công Thân" and .note == "chó dữ" and (.phones | length) == 2'
result $? "what a change leaves out stays"
send PUT /api/households/T1-002 '{"head": "x", "phones": [{"number": "12345"}]}'
refused 422 bad_number
result $? "a number that is none is refused"
ask GET /api/households/T1-002
refused 404 not_found
result $? "and the household was not added without it"
send PUT /api/households/T1-003 '{"phones": []}'
refused 422 missing_key || refused 400 missing_key
result $? "a new household needs its head"
send PUT /api/households/X%2F1 '{"head": "Gạch"}'
ask GET /api/households/X%2F1
answered 200 '.code == "X/1"'
result $? "a code may hold a slash"
add_household T2-001 0905123457 2
add_household T2-002 0905123458 2 true
ask GET '/api/households?cluster=2'
answered 200 '.households | length == 2'
result $? "households are listed by cluster"
ask GET /api/clusters
answered 200 '.clusters | any(. == {"cluster": "2", "households": 2})'
result $? "and the clusters with how many are in each"
ask GET '/api/households?limit=2'
next=$(gojq .next <<<"$body")
ask GET "/api/households?limit=2&after=$next"
answered 200 '(.households | length) == 2 and .next != null'
result $? "and page by page"
ask DELETE /api/households/X%2F1
answered 200
ask GET /api/households/X%2F1
refused 404 not_found
result $? "a household is taken out"

# ---- groups ----
send POST /api/groups '{"name": "Nông dân"}'
answered 200
result $? "a group is made"
send POST /api/groups '{"name": "NONG DAN"}'
refused 409 exists
result $? "the same name without accents is the same group"
send POST /api/groups '{"name": "Tất cả"}'
refused 422 bad_name
result $? "no group is called everybody"
send POST /api/groups/nongdan/members '{"join": ["T1-001", "T2-001"]}'
ask GET '/api/households?group=nongdan'
answered 200 '[.households[].code] == ["T1-001", "T2-001"]'
result $? "households join a group"
send POST /api/groups/nongdan/members '{"join": ["T2-002", "T9-999"]}'
refused 422 unknown_household
ask GET '/api/households?group=nongdan'
answered 200 '.households | length == 2'
result $? "all of them or, when one is not known, none"
send POST /api/groups '{"name": "Làng"}'
ask PUT /api/groups/lang/groups/nongdan
ask GET '/api/households?group=lang'
answered 200 '.households | length == 2'
result $? "a group contains what its groups contain"
ask PUT /api/groups/nongdan/groups/lang
refused 422 group_cycle
result $? "and never itself"
ask GET '/api/households?group=khongco'
refused 422 unknown_group
result $? "an unknown group is named"

# ---- staff ----
send POST /api/staff '{"name": "Ông Ba", "role": "leader", "phone": "0912345678", "cluster": "2",
  "groups": ["nong dan"]}'
ask GET /api/staff
answered 200 '.staff[0] | .role == "leader" and .phone == "+84912345678" and .groups == ["Nông dân"]'
result $? "a leader is added with his phone, cluster and groups"
send POST /api/staff '{"name": "Ông Ba", "role": "clerk"}'
refused 409 exists
result $? "names of staff are unique"
send POST /api/staff '{"name": "Bà Tư", "role": "king"}'
refused 400 unknown_word
result $? "roles are the four"
send POST /api/staff '{"name": "Bà Tư", "role": "clerk", "phone": "02583123456"}'
refused 422 bad_number
result $? "a land line is no phone for staff"
send PUT "/api/staff/%C3%94ng%20Ba" '{"role": "clerk", "categories": ["health", "security"], "groups": []}'
ask GET /api/staff
answered 200 '.staff[0] | .role == "clerk" and .phone == "+84912345678" and .cluster == "2" and
  .groups == [] and (.categories | sort) == ["health", "security"]'
result $? "what is named of a member of staff changes, the rest stays"
ask GET /api/journal
answered 200 '.journal[0] | .what == "staff changed" and .object == "Ông Ba" and
  .detail == "role clerk, groups, categories"'
result $? "the journal says what was changed"
send PUT "/api/staff/%C3%94ng%20Ba" '{"categories": ["health"], "phone": "0912345678"}'
ask GET /api/staff
answered 200 '.staff[0] | .categories == ["health"] and .phone == "+84912345678"'
result $? "categories are replaced, and he may be given the phone that he has"
send POST /api/staff '{"name": "Bà Tư", "role": "head", "phone": "0912345679"}'
send PUT "/api/staff/B%C3%A0%20T%C6%B0" '{"phone": "0912345678"}'
refused 409 exists
result $? "but not that of another one"
send PUT "/api/staff/B%C3%A0%20T%C6%B0" '{"role": "viewer", "phone": ""}'
refused 409 last_head
result $? "the last head stays head"
ask DELETE "/api/staff/B%C3%A0%20T%C6%B0"
refused 409 last_head
result $? "and among the staff"
ask GET /api/staff
answered 200 '.staff[0] | .name == "Bà Tư" and .role == "head" and .phone == "+84912345679"'
result $? "nothing of what was refused has happened"
send PUT "/api/staff/%C3%94ng%20Ba" '{"role": "head"}'
send PUT "/api/staff/B%C3%A0%20T%C6%B0" '{"role": "leader", "phone": "", "cluster": "3"}'
ask GET /api/staff
answered 200 '.staff | map("\(.name) \(.role) \(.phone) \(.cluster)") ==
  ["Ông Ba head +84912345678 2", "Bà Tư leader  3"]'
result $? "when there is another one, he may be something else"
send PUT "/api/staff/%C3%94ng%20N%C4%83m" '{"role": "head"}'
refused 404 not_found
result $? "who is not there is not changed"
send PUT "/api/staff/B%C3%A0%20T%C6%B0" '{"groups": ["khongco"], "cluster": "9"}'
refused 422 unknown_group
result $? "a group that is not there is named"

# ---- announcements ----
send POST /api/estimate '{"to": "all", "text": "Họp thôn lúc 7 giờ"}'
answered 200 '.households == 3 and .phones == 3 and .parts == 3 and .cost == 750 and
  .air == "Hop thon luc 7 gio" and .coding == "gsm7"'
result $? "an estimate says households, phones, parts, cost and the text on the air"
send POST /api/estimate '{"to": "all", "text": "Kính gửi {chủ hộ}, {{tổ}} {tổ}"}'
answered 200 '.air | test("^Kinh gui [^{}]+, [{]to[}] [^{}]+$")'
result $? "with fields in it the text is that of a household"
ask GET /api/announcements
answered 200 '.announcements == []'
result $? "and makes nothing"
send POST /api/announcements '{"to": "nongdan", "text": "Họp thôn lúc 7 giờ", "kind": "invite",
  "priority": "important", "options": ["1=Có đi|co,di", "2=Cần giúp"], "help_option": 2,
  "ack": true}'
answered 200 '.id == 1 and .households == 2'
result $? "an announcement is made"
wait_for /api/announcements/1 '.messages.delivered == 2'
result $? "and goes out"
answered 200 '.done and .reach.report == 2 and .reach.unreached == 0 and .help_option == 2 and
  .options[0].synonyms == ["co", "di"] and .kind == "invite" and .priority == "important"'
result $? "and says how far it is"
ask GET '/api/announcements/1/messages?state=delivered'
answered 200 '[.messages[].state] == ["delivered", "delivered"]'
result $? "each message says where it is"
ask GET /api/announcements/1/reach
answered 200 '[.reach[].by] == ["report", "report"]'
result $? "each household how it was reached"
send POST /api/announcements '{"to": "all", "text": "Bão số 9", "at": "2h"}'
ask GET /api/announcements/2/doors
answered 200 '[.doors[].household] == ["T1-001", "T2-002", "T2-001"]'
result $? "the door list goes by cluster, frail first"
answered 200 '.doors[0].tried | test("its time has not come")'
result $? "and says what was tried"
send POST /api/announcements/2/visited '{"households": ["T2-001", "T2-001"]}'
answered 200 '.visited == 1 and .already == 1'
result $? "a visited door is ticked once"
ask GET /api/announcements/2/clusters
answered 200 '([.clusters[].households] | add) == 3 and ([.clusters[].reached] | add) == 1'
result $? "and counts in its cluster"
ask GET /api/announcements/2/doors
answered 200 '.doors | length == 2'
result $? "and is off the list"
send POST /api/announcements/2/visited '{"households": ["T1-001", "T9-999"]}'
refused 422 unknown_household
ask GET /api/announcements/2/doors
answered 200 '.doors | length == 2'
result $? "an unknown household ticks nothing"
ask POST /api/announcements/2/cancel
answered 200 '.state == "cancelled" and .messages.cancelled == 3'
result $? "an announcement is cancelled"
ask POST /api/announcements/2/cancel
refused 409 already_cancelled
result $? "once"
ask POST /api/announcements/2/approve
refused 409 nothing_to_approve
result $? "what waits for nothing needs no approval"

check_refusal() { # STATUS CODE JSON NAME
  send POST /api/announcements "$3"
  refused "$1" "$2"
  result $? "$4"
}
check_refusal 422 unknown_group '{"to": "khongco", "text": "x"}' "an unknown group is refused"
check_refusal 422 empty_audience '{"to": "nongdan", "except": "all", "text": "x"}' \
  "an empty audience is refused"
check_refusal 422 text_empty '{"to": "all", "text": " "}' "an empty text is refused"
long=$(printf 'a%.0s' {1..1600})
check_refusal 422 text_too_long "{\"to\": \"all\", \"text\": \"$long\"}" \
  "a text of more than ten parts is refused"
check_refusal 422 unknown_field '{"to": "all", "text": "Chào {chủ hụi}"}' "an unknown field in a text is refused"
check_refusal 422 bad_time '{"to": "all", "text": "x", "at": "someday"}' "a time that is none is refused"
check_refusal 422 bad_time '{"to": "all", "text": "x", "at": "2001-01-01 06:00"}' "and one that is past"
check_refusal 422 bad_option '{"to": "all", "text": "x", "options": ["Có"]}' "an option without a number is refused"
check_refusal 422 duplicate_option '{"to": "all", "text": "x", "options": ["1=Có", "2=co"]}' \
  "options that mean the same are refused"
check_refusal 422 unknown_option '{"to": "all", "text": "x", "help_option": 1}' \
  "a help option that is none is refused"
check_refusal 400 unknown_word '{"to": "all", "text": "x", "priority": "high"}' "priorities are the three"
ask GET '/api/announcements'
answered 200 '.announcements | length == 2'
result $? "refused announcements leave nothing behind"
ask GET /api/announcements/99
refused 404 not_found
result $? "an unknown announcement is not found"

# ---- one message ----
send POST /api/messages '{"number": "0912 345 678", "text": "Chào"}'
answered 200 '.number == "+84912345678"'
result $? "one message goes to one number"
send POST /api/messages '{"number": "0258 3123456", "text": "Chào"}'
refused 422 bad_number
result $? "but not to a land line"
send POST /api/messages '{"number": "191", "text": "KT"}'
answered 200 '.number == "191"'
result $? "and to a short code"

# ---- journal, figures ----
ask GET '/api/journal?limit=1000'
me=$(id -un)
answered 200 "all(.journal[]; .author == \"$me\") and ([.journal[].what] | index(\"announce\") != null
  and index(\"visited\") != null and index(\"household added\") != null)"
result $? "every change names its author in the journal"
ask GET /api/stats
answered 200 '.households == 3 and .messages_week.delivered >= 2 and .village == "Thạnh Mỹ" and
  .database_size > 4096 and .disk_free > 0'
result $? "the figures are there"
ask GET /metrics
[[ $body == *'thonbao_messages{state="delivered"}'* && $body == *'thonbao_carrier_ready{carrier="sim"} 1'* ]]
result $? "and for monitoring"
ask GET /api/check
answered 200 '.ok and .faults == []'
result $? "the database is whole"
ask GET /api/carriers
answered 200 '.carriers[0] | .name == "sim" and .state == "ready" and .parts_today >= 2'
result $? "carriers say how they are"
ask GET /api/carriers/sim/history
answered 200 '.days[-1].parts >= 2 and (.days[-1].day | test("^20..-..-..$")) and .balances == []'
result $? "a carrier says what it has moved day by day"
ask GET /api/carriers/none/history
answered 404 '.error.code == "not_found"'
result $? "a carrier that is not there has no past"
ask POST /api/backup
[[ $status == 200 ]] && sqlite3 "$dir/body" 'PRAGMA integrity_check' | grep -qx ok &&
  [[ $(sqlite3 "$dir/body" 'SELECT count(*) FROM household') == 3 ]]
result $? "a backup is a whole database"
[[ -z $(find "$dir" -name '.backup*') ]]
result $? "and leaves nothing behind"
stop_house
result $? "the daemon ends well"
end
