#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A household that could not be reached is told by the neighbour who agreed to. His "1" is never
# taken for an answer to his own announcement, and whoever cannot help is passed over.
. "$(dirname "$0")/lib.sh"

carrier m1
sending='second_emergency = "1s"; ring = "0"; neighbour_emergency = "2s";'
more='@include "texts.vi.conf"'
configure
start_sim --modem m1,$quick

list() {
  cat >"$folder/list.csv" <<X
Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Hàng xóm
N-1,Nguyễn Văn An,1,0900000001,N-2
N-2,Trần Thị Bình,1,0900000002,
N-3,Lê Văn Cường,1,0900000003,N-4
N-4,Phạm Thị Dung,1,0900000004,le van cuong
N-5,Hoàng Văn Em,1,0900000005,N-6
N-6,Võ Thị Phượng,1,0900000006,N-6
N-7,Đặng Văn Giang,1,,N-2
N-8,Bùi Thị Hoa,1,0900000008,N-99
X
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

remarks() { # of the neighbours, when the list is taken in again
  call POST "/api/import?name=list.csv" "@$folder/list.csv" >/dev/null
  gojq -r '"\(.done.unchanged)", (.remarks[] | select(.code | endswith("neighbour")) | "\(.row) \(.code)")' \
    "$folder/answer" | paste -sd' '
}

stands() { # HOUSEHOLD
  get "/api/announcements/$id/reach" \
    ".reach[] | select(.household == \"$1\") | .stands + (if .by == \"\" then \"\" else \" by \" + .by end)"
}

told() { # N PATTERN
  has "$2" inbox "$(phone "$1")"
}

check "the daemon starts" start_daemon
check "the modem becomes ready" within ready m1
check "who agreed to tell whom is written down" list
check "the neighbour is known by his code" is N-2 get /api/households/N-1 .neighbour
check "or by his name" is N-3 get /api/households/N-4 .neighbour
check "the same list again changes nothing, and says who is no neighbour" is \
  "8 7 own_neighbour 9 unknown_neighbour" remarks
check "another is named by hand" call PUT /api/households/N-8 '{"neighbour": "N-2"}'
check "nobody is his own neighbour" refused 422 own_neighbour PUT /api/households/N-1 '{"neighbour": "N-1"}'
check "nor is somebody unknown" refused 422 unknown_household PUT /api/households/N-1 '{"neighbour": "X"}'
for n in 1 2 3 4 5 6 8; do must control add "$(phone "$n")"; done
for n in 1 3 4 5; do must control off "$(phone "$n")"; done
hears m1 6 "STOP"
check "one neighbour wants no messages" within is true get /api/households/N-6 '.phones[0].stopped'

check "a storm" announce all "Bão số 12 vào đất liền tối nay" 'priority: "emergency"'
check "the neighbour is asked, and how to answer" within told 2 "bao giup nha Dang Van Giang \(N-7\).*Bao so 12.*: 1$"
check "where he is asked twice the second has its number" within told 2 "Nguyen Van An.*: XONG 1$"
check "two who wait for each other are both left to the door" within all 'is door stands N-3' 'is door stands N-4'
check "a neighbour who wants no messages is not asked" within is door stands N-5
check "not even then" hasnt "Hoang Van Em" inbox "$(phone 6)"

hears m1 2 "1"
check "with two errands a bare 1 is not guessed" within told 2 "Bac da bao nha nao\? Xin nhan XONG va so nha: "
check "nobody counts as told" is "" get "/api/announcements/$id/reach" '.reach[] | select(.by == "neighbour") | .household'
hears m1 2 "xong 1"
check "the number says whom" within is "reached by neighbour" stands N-1
check "he is thanked" within told 2 "Da ghi: nha Nguyen Van An \(N-1\)"
check "the journal knows" has "N-2 told a neighbour N-1" get "/api/journal?limit=100" '.journal[] | .author + " " + .what + " " + .object'
hears m1 2 "1." # the same text in the same second would be the same text
check "now 1 is clear" within is "reached by neighbour" stands N-7
check "though late: it had been left to the door" is 2 get "/api/announcements/$id" .reach.neighbour

# ---- his own announcement has a 1 too, and by that his household would call for help ----
must call POST /api/staff "{\"name\": \"Bà Sáu\", \"role\": \"head\", \"phone\": \"$(phone 99)\"}"
check "a question with options" announce all "Nhà bác cần giúp không?" \
  'priority: "emergency", options: ["1=Cần giúp", "2=An toàn"], help_option: 1'
check "he is told to answer with the word" within told 2 "Nguyen Van An.*Nha bac can giup.*: XONG 1$"
hears m1 2 "1"
check "1 is asked about" within told 2 "So 1 la tra loi hay so nha da bao"
check "and put before a person" within has "unclear open true" feedback \
  'select(.text == "1") | .kind + " " + .state + " " + (.urgent | tostring)'
check "the heads hear of it before he answers" within told 99 "KEU CUU so .*N-2 .*: 1$"
hears m1 2 "chon 2"
check "his own answer" within is "answer 2" feedback 'select(.text == "chon 2") | .kind + " " + (.choice | tostring)'
hears m1 2 "XONG 1"
check "and his errand" within is "reached by neighbour" stands N-1

# ---- killed, and the household comes back by itself ----
check "another storm" announce all "Nước lên nhanh" 'priority: "emergency"'
check "somebody is asked" within told 2 "Nguyen Van An.*Nuoc len nhanh"
twice=$(sim_value duplicates) # thanks for the same household, of another announcement
end_daemon KILL
check "the daemon comes back" start_daemon
check "and its modem" within ready m1
control on "$(phone 1)" >/dev/null
check "a late report counts" within is "reached by report" stands N-1
check "nobody was asked twice" is "$twice" sim_value duplicates
thanks=$(inbox "$(phone 2)" | grep -c "Da ghi: nha Nguyen Van An")
hears m1 2 "xong 1"
check "who tells a household that has heard of it by itself is thanked as well" within is \
  $((thanks + 1)) eval 'inbox "$(phone 2)" | grep -c "Da ghi: nha Nguyen Van An"'
check "and it stays as it was" is "reached by report" stands N-1
hears m1 2 "xong het"
check "the last one told" within is "reached by neighbour" stands N-7
hears m1 2 "XONG 7"
check "told twice is understood where nothing is open any more" within is "ack closed null" feedback \
  'select(.text == "XONG 7") | .kind + " " + .state + " " + (.announcement | tostring)'

# ---- a text of each household's own ----
control off "$(phone 1)" >/dev/null
check "a text with fields" announce all "Cắt điện {ngày} từ {giờ}, tổ {tổ}: nhà {chủ hộ} nhớ sạc đèn" \
  'priority: "emergency"'
moment=$(TZ=Asia/Ho_Chi_Minh date -d "$(get "/api/announcements/$id" .at)" '+%-d/%-m tu %H:%M')
check "is told to the neighbour as the household would have had it" within told 2 \
  "bao giup nha Nguyen Van An.*: Cat dien $moment, to 1: nha Nguyen Van An nho sac den"
finish
