#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Long texts arrive whole, in both directions, whatever happens to their parts.
. "$(dirname "$0")/lib.sh"

from=$(phone 1)

part() { # REF TOTAL SEQUENCE TEXT: a part of a text of household 1 comes in
  control "deliver-part m1 $from $*" >/dev/null
}

records() { # texts of all feedback, oldest first, in one line
  feedback .text | paste -sd '|'
}

carrier m1
sending='join_wait = "1s";'
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 3

# ---- out ----
long="Uy ban xa thong bao: bao so 12 se vao dat lien toi nay. Ba con chang chong nha cua, "
long+="dua nguoi gia va tre nho len truong hoc truoc 17 gio, mang theo nuoc uong va thuoc men. "
long+="Ai can giup thi tra loi 2 hoac goi so 0912345678. Khong ra bien, khong qua ngam tran."
check "a text of three hundred letters goes out" announce all "$long"
check "it is delivered when both its parts are" within is 3 messages "$id" delivered
check "it went in two parts" is 6 get "/api/announcements/$id" .parts
check "the handset shows it whole" is "2 - $long" inbox "$from"

accented="Nước đang lên rất nhanh ở xóm Đình và xóm Chùa, bà con dọn đồ lên cao ngay bây giờ. 🌊"
check "a text with accents and a picture goes out" announce all "$accented" 'accents: "keep"'
check "it is delivered, too" within is 3 messages "$id" delivered
check "it arrives as written" is "2 - $accented" eval 'inbox "$from" | tail -1'

# ---- in ----
part 7 3 3 "ba."
part 7 3 1 "mot, "
part 7 3 1 "mot, "
part 7 3 2 "hai, "
check "parts in any order, one of them twice, make one record" within is "mot, hai, ba." records

part 300 2 1 "truoc khi "
check "half a text is kept" within is 1 sql "SELECT count(*) FROM inbound WHERE feedback_id IS NULL"
end_daemon KILL
check "the daemon comes back after its death" start_daemon
part 300 2 2 "khoi dong lai"
check "the other half finds the first" within is "mot, hai, ba.|truoc khi khoi dong lai" records

part 9 2 2 "thuoc da het"
check "a text of which a part is missing is shown after a while" within \
  is true feedback 'select(.text | endswith("thuoc da het")) | .partial and .state == "open"'
part 9 2 1 "Nha toi can "
check "the part that comes late completes it" within \
  is "mot, hai, ba.|truoc khi khoi dong lai|Nha toi can thuoc da het" records
check "it is a call for help, and nothing is missing any more" is "false" \
  feedback 'select(.text == "Nha toi can thuoc da het") | .partial'

part 7 3 1 "lan sau: mot, "
part 7 3 2 "hai, "
part 7 3 3 "ba."
check "a reference used again makes another record" within \
  is "lan sau: mot, hai, ba." eval 'feedback .text | tail -1'

whole="Kính gửi trưởng thôn, nhà tôi ở cuối xóm Đình nước đã vào tới sân, có hai cụ già trên tám "
whole+="mươi tuổi không đi lại được, xin cho thuyền xuống đón trước khi trời tối. Tôi là Huỳnh Văn "
whole+="Khương, hộ T1-003. Cảm ơn trưởng thôn và các anh em trong đội xung kích nhiều lắm."
control "receive m1 $from $whole" >/dev/null
check "a long text with accents is recorded as written" within \
  is "$whole" eval 'feedback .text | tail -1'
check "the modem keeps nothing" sim_wait modem.m1.sm_used = 0
finish
