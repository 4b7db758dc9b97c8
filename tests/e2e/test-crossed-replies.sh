#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# On a bad night texts cross: what is answered is not always what was told last.
#   - a household that writes from a phone which has not had the alert is not taken for told by
#     what it says of other things; an answer to the alert does tell
#   - a number from a phone answers what that phone was asked
#   - the number that calls for help is heard when its announcement is cancelled or replaced, and
#     when a newer question is still on its way to the phone; the heads are told
#   - a later answer from a phone that two households hold does not take a call for help away, and
#     the heads read whose phone it may be
#   - who was safe and calls for help is not counted as safe any more
. "$(dirname "$0")/lib.sh"

head=+84911000001

families() { # GROUP CODE,PHONE[,PHONE] ...: households of a group of their own
  local group=$1
  shift
  {
    echo "Mã hộ,Điện thoại 1,Điện thoại 2,Chủ hộ,Tổ,Nhóm"
    printf '%s\n' "$@" | awk -F, -v g="$group" '{print $1 "," $2 "," $3 ",Ho " $1 ",3," g}'
  } >"$folder/list.csv"
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

heard() { # WANTED PHONE TEXT FILTER: what is recorded of the text
  control receive m1 "+84${2#0}" "$3" >/dev/null
  within is "$1" feedback "select(.sender == \"+84${2#0}\" and .text == \"$3\") | $4"
}

unreached() { # ID CODE
  get "/api/announcements/$1/reach?unreached=true" '.reach[].household' | grep -x "$2"
}

answers_of() { # ID: how often each option was chosen
  get "/api/announcements/$1" '.answers | to_entries | map("\(.key):\(.value)") | join(" ")'
}

carrier m1
sending='second_emergency = "1h"; report_window = "2h"; ring = "0s"; neighbour_emergency = "0s";'
more='@include "texts.vi.conf"'
configure
start_sim --modem m1,"$quick"
must start_daemon
must within ready m1
must call POST /api/staff "{\"name\": \"Bà Sáu\", \"role\": \"head\", \"phone\": \"$head\"}"

alert='priority: "emergency"'
ask="$alert, help_option: 2, options: [\"1=An toàn|an toan\", \"2=Cần giúp|can giup\"]"
other="$alert, help_option: 1, options: [\"1=Cần xe|can xe\", \"2=Tự đi|tu di\"]"

# ---- a household with two phones, the first of which is off ----
must families mot A1,0900000001,0900000002
must control add +84900000001
must control off +84900000001
must announce mot "Nuoc dang len, ba con len de" "$alert"
must within is 1 messages "$id" sent
check "what is said of other things is a report" \
  heard report 0900000002 "duong vao thon bi ngap, cot dien nghieng" .kind
check "and does not mean that the household has the alert" unreached "$id" A1
must announce mot "Ba con da len de chua?" "$ask"
must within is 1 messages "$id" sent
check "an answer from its other phone is one" heard 1 0900000002 "1" .choice
check "and does" hasnt . unreached "$id" A1

# ---- two alerts cross ----
must families hai B1,0900000011 B2,0900000012
must announce hai "Nha minh the nao?" "$ask"
first=$id
must within is 2 messages "$first" delivered
must control add +84900000011
must control off +84900000011
must announce hai "Ai can xe di so tan?" "$other"
second=$id
must within is 1 messages "$second" sent
must within is 1 messages "$second" delivered
check "the number that calls for help answers what the phone has" heard "help $first" 0900000011 "2" \
  '"\(.kind) \(.announcement)"'
check "where the newer question has come it answers that" heard "answer $second" 0900000012 "2" \
  '"\(.kind) \(.announcement)"'
check "the head is told of the call" within has "KEU CUU.*B1" inbox $head
must call POST "/api/announcements/$first/cancel"
must call POST "/api/announcements/$second/cancel"
check "of what is cancelled the number that calls for help is heard, too" \
  heard "help $second" 0900000012 "so 1" '"\(.kind) \(.announcement)"'
check "any other number is for a person to read" heard unclear 0900000012 "so 2" .kind

# ---- one phone, two households ----
must families ba C1,0900000021 C2,0900000021 C3,0900000023
must announce ba "Nha minh the nao?" "$ask"
must within is 2 messages "$id" delivered
check "one of them calls for help" heard help 0900000021 "2" .kind
check "the head reads whose phone it may be" within has "C1/C2" inbox $head
check "the other is safe" heard answer 0900000021 "1" .kind
check "which leaves the call where it was" is "2:1" answers_of "$id"
check "a third is safe" heard answer 0900000023 "1" .kind
check "and counted so" is "1:1 2:1" answers_of "$id"
check "until it calls for help" heard help 0900000023 "cuu voi, nuoc vao toi mai nha roi" .kind
check "and not any more" is "2:2" answers_of "$id"

finish
