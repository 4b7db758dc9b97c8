#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who is left is sent to those who knock: a list by cluster, answered with numbers or "xong het",
# never confused with the leader's own answer, asked about again.
. "$(dirname "$0")/lib.sh"

carrier m1
sending='second_emergency = "1s"; ring = "0"; doors_wait = "8s"; doors_reminders = 1;'
more='@include "texts.vi.conf"'
configure
start_sim --modem m1,$quick

list() { # clusters 1 and 2 have leaders, 3 has none; the leader of 1 is household T1-001
  cat >"$folder/list.csv" <<X
Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Ghi chú
T1-001,Nguyễn Văn Trưởng,1,0900000001,
T1-012,Trần Thị Bà,1,0900000012,neo đơn
T1-015,Lê Văn Cư,1,0900000015,
T1-020,Phạm Thị Đào,1,,
T2-003,Võ Văn Em,2,0900000023,
T2-012,Bùi Văn Năm,2,0900000022,
T3-001,Đỗ Thị Sáu,3,0900000031,
T3-002,Hồ Văn Bảy,3,,
X
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

staff() { # NAME ROLE N [CLUSTER]
  must control add "$(phone "$3")"
  call POST /api/staff "{\"name\": \"$1\", \"role\": \"$2\", \"phone\": \"0900000$(printf %03d "$3")\", \"cluster\": \"${4:-}\"}"
}

doors() { # [CLUSTER]: those left
  get "/api/announcements/$id/doors${1:+?cluster=$1}" '[.doors[].household] | join(" ")'
}

told() { # N PATTERN: the phone of N has received a text that matches
  has "$2" inbox "$(phone "$1")"
}

stands() {
  get "/api/announcements/$id/reach" \
    ".reach[] | select(.household == \"$1\") | .stands + (if .by == \"\" then \"\" else \" by \" + .by end)"
}

check "the daemon starts" start_daemon
check "the modem becomes ready" within ready m1
check "a list is taken in" list
check "a leader of cluster 1, who is a household too" staff Truong leader 1 1
check "a leader of cluster 2" staff Hai leader 99 2
check "a head" staff Dau head 98
for n in 12 15 22 23 31; do must control add "$(phone "$n")"; must control off "$(phone "$n")"; done

check "a storm" announce all "Bão số 12 vào đất liền tối nay, ở yên trong nhà" 'priority: "emergency"'
check "the leader gets the doors of his cluster, frail first" within told 1 "to 1 con 3 nha chua biet: 12\* 15 20 "
check "in two parts" has "^2 .*chua biet" inbox "$(phone 1)"
check "the other leader gets his" within told 99 "to 2 con 2 nha chua biet: 3 12"
check "what no leader knocks on goes to the head" within told 98 "to 3 con 2 nha chua biet: 1 2"

# ---- the leader answers ----
hears m1 1 "12 15"
check "bare numbers are doors where nothing else can be meant" within is "reached by visit" stands T1-012
check "both" is "reached by visit" stands T1-015
check "and not those of the other cluster" is door stands T2-012
check "he hears what is left" within told 1 "Da ghi: 12 15. Tin 1, to 1 con 1 nha: 20"
check "the journal names him" has "^Truong visited T1-012" get "/api/journal?limit=100" '.journal[] | .author + " " + .what + " " + .object'
check "his text is kept and settled" within is "ack closed null" feedback \
  'select(.text == "12 15") | .kind + " " + .state + " " + (.announcement | tostring)'
hears m1 1 "Xong 77, 20 roi a"
check "a number on no list is not written down" within told 1 "Khong co trong danh sach: 77"
check "the other is" within is "reached by visit" stands T1-020
check "his cluster is finished" within told 1 "to 1 da bao het"
hears m1 99 "xong nha 3 con nha 12 khong co ai"
check "a text with more in it goes to a person" within is open feedback \
  'select(.text | startswith("xong nha 3")) | .state'
check "and marks nobody" is "T2-003 T2-012" doors 2
hears m1 99 "chua xong 12"
check "not done yet is understood" within told 99 "Chua ghi nha nao. Bao xong xin nhan XONG"
check "marks nobody" is "T2-003 T2-012" doors 2
check "and is settled" within is "ack closed null" feedback \
  'select(.text == "chua xong 12") | .kind + " " + .state + " " + (.announcement | tostring)'
hears m1 99 "XONG HET"
check "everything is done in his cluster" within is "" doors 2
check "and only there" is "T3-001 T3-002" doors 3
check "the head is asked again about his doors" within told 98 "to 3 van con 2 nha chua biet: 1 2"
hears m1 98 "xong T3-2"
check "a whole code does as well" within is "T3-001" doors 3

control on "$(phone 31)" >/dev/null
check "a phone that comes back takes its household off the list" within is "" doors

# ---- a number that may be his own answer ----
for n in 12 15 22 23 31; do must control off "$(phone "$n")"; done
check "a question with options" announce all "Nhà bác có cần giúp không?" \
  'priority: "emergency", options: ["1=An toàn", "2=Cần giúp"], help_option: 2'
check "its doors go out" within told 1 "tin 2 .*: 12\* 15 20 "
hears m1 1 "1"
check "his option is his answer" within is "answer 1 2" feedback \
  'select(.text == "1") | .kind + " " + (.choice | tostring) + " " + (.announcement | tostring)'
check "other numbers are doors" hears m1 1 "15 20"
check "as he means" within is "T1-012" doors 1
hears m1 98 "1"
check "a head who is no household names a door" within is "T3-002" doors 3
check "nothing has gone out twice" is 0 sim_value duplicates
check "a leader who gives up" call DELETE /api/staff/Hai
check "leaves the doors of two clusters to the head" call POST "/api/announcements/$id/doors" '{"cluster": "2"}'
check "which gets them" within told 98 "tin 2 .*to 2 con 2 nha"
hears m1 98 "xong het"
check "all done, but where?" within told 98 "To nao da xong.*2, 3"
check "nobody is ticked" is "T2-003 T2-012" doors 2
hears m1 98 "xong het to 2"
check "a cluster named is that one" within is "" doors 2
check "the other is left" is "T3-002" doors 3

# ---- on paper ----
check "a page to print" all 'call GET "/api/announcements/2/doors?print=1" >"$folder/page.html"' \
  'grep -q "Các nhà phải đến gõ cửa" "$folder/page.html"' 'grep -q "Trần Thị Bà" "$folder/page.html"'
check "CSV" all 'call GET "/api/announcements/2/doors?csv=1" >"$folder/doors.csv"' \
  'grep -q "^1,T1-012,Trần Thị Bà" "$folder/doors.csv"'

# ---- what is over ----
for n in 12 15; do must control off "$(phone "$n")"; done
must announce all "Nước lên nhanh, lên đồi ngay" 'priority: "emergency"'
must within told 1 "tin 3 .*: 12\* 15 20"
must call POST "/api/announcements/3/cancel"
hears m1 1 "12 15"
check "doors of a cancelled announcement: its leader is told so" within told 1 \
  "Tin 3 da huy hoac het han: khong phai bao"
check "nobody is ticked" is "" eval "get /api/announcements/3/reach '.reach[] | select(.by == \"visit\") | .household'"
check "and it is no reply of his household" within is "ack closed null" feedback \
  'select(.text == "12 15" and .id > 10) | .kind + " " + .state + " " + (.announcement | tostring)'
hears m1 1 "XONG 12"
check "now he knows, and speaks of the older one, which is open" within told 1 "Da ghi: 12. Tin 2, to 1"
hears m1 1 "2"
check "his own answer to that is one" within is "help 2" feedback \
  'select(.text == "2") | .kind + " " + (.announcement | tostring)'

# ---- before he is asked ----
must announce all "Mai đội thủy lợi khơi mương" 'priority: "routine"'
must within is 1 messages "$id" delivered
hears m1 98 "XONG 12"
hears m1 1 "12"
check "numbers alone say nothing before he is asked" all \
  'within is 12 feedback "select(.text == \"12\").text"' 'hasnt visit stands T1-012'
hears m1 1 "Xong 12, 77"
check "a leader who was there before he is asked is believed" within told 1 \
  "Da ghi: 12. Tin $id con dang gui, nha nao may khong bao duoc se nhan bac sau"
check "the door is ticked" within is "reached by visit" stands T1-012
check "a number that nobody has is not" within told 1 "Khong co trong danh sach: 77"
check "by whom the journal says" has "^Truong visited T1-012 announcement $id" get "/api/journal?limit=100" \
  '.journal[] | .author + " " + .what + " " + .object + " " + .detail'
check "of a cluster without a leader the head's word counts" within told 98 "Da ghi: 12. Tin $id con dang gui"
finish
