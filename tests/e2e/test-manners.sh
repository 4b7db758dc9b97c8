#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Not too much a day; and who wants no more messages gets none, is told so once, and is reached by an
# emergency only where the configuration says so.
. "$(dirname "$0")/lib.sh"

texts_of() { # N: how many texts the handset of household N has received
  sim_value "handset.$(phone "$1").messages"
}
why_of() { # ID
  get "/api/announcements/$1/messages" '.messages[0].why'
}
wide=$(printf 'x%.0s' {1..100})

carrier m1
limits='routine_a_day = 2;'
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 2 hai
must village 3 3 ba

# ---- so many a day ----
for i in 1 2; do
  must announce hai "$wide $i"
  must within is 2 messages "$id" delivered
done
must announce hai "Chieu nay phat gao"
gao=$id
must announce hai "Mai hop thon"
hop=$id
must announce hai "Toi nay cup dien"
dien=$id
check "the third of a day waits" within is 2 messages "$gao" held
check "and says why" has "routine messages of the day" why_of "$gao"
must announce hai "Nuoc dang len" '"priority": "important"'
check "an important one does not" within is 2 messages "$id" delivered
end_daemon KILL
start_daemon
must within ready m1
must announce ba "Ai co heo om?"
must within is 1 messages "$id" delivered
check "a new daemon keeps count" is 3 texts_of 1
# The next day, as far as the database is concerned.
end_daemon
must sqlite3 "$folder/thonbao.db" "UPDATE routine SET day = day - 1;
  UPDATE message SET due_at = 1 WHERE state = 0"
start_daemon
check "the next day they are delivered" within is 2 messages "$dien" delivered
check "each of them" all 'is 2 messages "$gao" delivered' 'is 2 messages "$hop" delivered'
check "and reached their households" \
  is 2 sql "SELECT count(*) FROM reach WHERE announcement_id = $hop AND reached_by > 0"
check "as one text" is 4 texts_of 1
check "in one part" has "Chieu nay phat gao.*Mai hop thon.*Toi nay cup dien" inbox "$(phone 1)"

# ---- who wants no more ----
hears m1 3 "Dung nhan tin"
check "who wants no more is told so" sim_wait "handset.$(phone 3).messages" 2
check "and how to have them again" has "Write START" inbox "$(phone 3)"
hears m1 3 "STOP"
check "the journal names the household that says so" is "opt out H-90-3 $(phone 3) by SMS" \
  get /api/journal '.journal[0] | "\(.what) \(.author) \(.object) \(.detail)"'
must announce ba "Ngay mai hop" '"priority": "important"'
check "announcements pass him by" within is 0 get "/api/announcements/$id" .phones
hears m1 1 "da nhan"
must sim_wait inbound_taken 3
check "and he is told once only" is 2 texts_of 3
hears m1 3 "START"
check "who wants them again is told so" sim_wait "handset.$(phone 3).messages" 3
check "so does the journal" is "opt in H-90-3" get /api/journal '.journal[0] | "\(.what) \(.author)"'
# A machine that answers with our own words.
for i in 1 2 3; do
  hears m1 3 "STOP"
  hears m1 3 "START"
done
must sim_wait inbound_taken 10
must announce ba "Sap lu" '"priority": "emergency"'
must within is 1 messages "$id" delivered
check "two machines do not talk for long" is 4 texts_of 3
control receive m1 900 "STOP" >/dev/null
control receive m1 VIETTEL "STOP" >/dev/null
must sim_wait inbound_taken 12
check "short codes and names are not answered" \
  is 0 sql "SELECT count(*) FROM message JOIN phone p ON p.id = phone_id WHERE number NOT LIKE '+%'"

# ---- emergencies, where the configuration says so ----
must call POST "/api/import?name=hai-may.csv" \
  $'Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Điện thoại 2,Nhóm\nH-7,Chủ hộ 7,1,0900000007,0900000008,bay\n'
hears m1 8 "STOP"
must sim_wait "handset.$(phone 8).messages" 1
must control add "$(phone 7)"
must control gone "$(phone 7)"
must announce bay "Lu ve" '"priority": "emergency"'
check "a second phone that wants none is reached by an emergency" within is 1 messages "$id" delivered
end_daemon
sending='emergency_to_stopped = false;'
configure
start_daemon
must within ready m1
must announce bay "Lu ve lan hai" '"priority": "emergency"'
check "but not where the configuration says no" within is 1 messages "$id" failed
last_rung() { [[ $(get "/api/announcements/$id/doors" '.doors | length') == 1 ]]; }
check "its door is on the list" within last_rung
check "no text" is 2 texts_of 8
check "and no ring" is 0 sim_value "handset.$(phone 8).rings"
finish
