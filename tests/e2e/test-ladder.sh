#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An emergency climbs: from phone to phone, a ring, the door. It ends where the household is reached,
# and a phone gets the text once whatever happens: a shared phone, a kill, a number that changes.
. "$(dirname "$0")/lib.sh"

carrier m1 'part_price = 250;'
sending='second_emergency = "2s"; ring = "1s"; ring_wait = "2s";'
configure
start_sim --modem m1,$quick

list() { # a village of six
  cat >"$folder/list.csv" <<X
Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Điện thoại 2,Ghi chú
A-1,Nguyen Van An,1,0900000001,,
A-2,Tran Thi Ba,1,0900000002,0900000012,
A-3,Le Van Cu,1,0900000003,,neo đơn
A-4,Pham Thi Dao,1,,,
A-5,Vo Van Em,1,0900000005,,
A-6,Vo Thi Em,2,0900000005,,
X
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

stands() { # HOUSEHOLD: where it stands on the ladder, and by what it was reached
  get "/api/announcements/$id/reach" \
    ".reach[] | select(.household == \"$1\") | .stands + (if .by == \"\" then \"\" else \" by \" + .by end)"
}

received() { # N: texts that its handset has
  sim_value "handset.$(phone "$1").messages"
}

check "the daemon starts" start_daemon
check "the modem becomes ready" within ready m1
check "a list is taken in" list
for n in 1 2 3 5 12 21; do must control add "$(phone "$n")"; done
for n in 2 3 5; do must control off "$(phone "$n")"; done

check "the storm is announced" announce all "Bao so 12 vao dat lien toi nay" 'priority: "emergency"'
check "who has no phone is for knocking at once" within is door stands A-4
check "a handset that is on is reached" within is "reached by report" stands A-1
check "the second phone is tried when the first is off" within is "reached by report" stands A-2
check "the second phone got the text" is 1 received 12
check "a phone that stays silent is left to the door" within is door stands A-3
check "so are two households with one phone" within all 'is door stands A-5' 'is door stands A-6'
check "why is said" has "was rung" get "/api/announcements/$id/doors" '.doors[].tried'
check "an emergency that has ended on the ladder paid for each phone once" is 5 sim_value submitted
check "the frail stand first on the door list of their cluster" is "A-3 A-4 A-5" \
  get "/api/announcements/$id/doors?cluster=1" '[.doors[].household] | join(" ")'
check "it is counted" is 4 get "/api/announcements/$id" .ladder.door

# ---- a report that comes late still counts, for both households of the phone ----
control on "$(phone 5)" >/dev/null
check "the shared phone is on again" within all 'is "reached by report" stands A-5' \
  'is "reached by report" stands A-6'
check "it got the text once" is 1 received 5

# ---- the ring reaches a phone that is on but whose reports are lost ----
control on all >/dev/null
control report lose >/dev/null
check "another storm, and no report comes" announce all "Bao giat cap 10, o yen trong nha" \
  'priority: "emergency"'
check "the handset is rung" sim_wait "handset.$(phone 1).rings" 1
hears m1 1 "da nhan"
check "its owner answers and is reached" within is "reached by reply" stands A-1
rings_back() { # until the line is free
  control call m1 "$(phone "$1")" >/dev/null
  sleep 0.3
  is "reached by call" stands "$2"
}
check "another rings back, which says that he has seen it" within rings_back 3 A-3
check "as an acknowledgement" has "ack closed" feedback '.kind + " " + .state'

# ---- killed while it rings ----
must within all 'is door stands A-2' 'is door stands A-5' # nobody is rung for the second any more
control report lose >/dev/null
rung=$(sim_value "handset.$(phone 2).rings")
check "a third storm" announce all "Nuoc len, di len UBND" 'priority: "emergency"'
check "somebody is rung" sim_wait "handset.$(phone 2).rings" $((rung + 1))
end_daemon KILL
check "the daemon comes back" start_daemon
check "and the ladder goes on" within all 'is door stands A-1' 'is door stands A-2' 'is door stands A-5'
check "nobody got a text twice" is 0 sim_value duplicates

# ---- the phone book changes while it is on its way ----
control report normal >/dev/null
check "a new number for a household on the door list" call PUT /api/households/A-1 \
  '{"phones": [{"number": "0900000021"}]}'
check "is tried at once" within is "reached by report" stands A-1
check "a household that moves away" call DELETE /api/households/A-3
check "is on no list any more" is "" stands A-3
check "the others stand where they stood" is door stands A-2
check "cancelled, nobody stands on the ladder" all \
  'call POST "/api/announcements/$id/cancel"' 'is cancelled stands A-2'

# ---- a text with fields, to a phone that comes to a household late ----
must control add "$(phone 24)"
must announce all "{chủ hộ}: bão vào {ngày}" 'priority: "emergency"'
must within is door stands A-4
must call PUT /api/households/A-4 '{"phones": [{"number": "0900000024"}]}'
check "has them filled in as for the others" within has \
  "^1 - Pham Thi Dao: bao vao $(TZ=Asia/Ho_Chi_Minh date +%-d/%-m)$" inbox "$(phone 24)"
finish
