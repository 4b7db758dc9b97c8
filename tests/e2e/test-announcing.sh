#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An announcement goes out, households answer, a storm overtakes what was queued; what an
# announcement asks for is seen on the air.
. "$(dirname "$0")/lib.sh"

carrier m1 'part_price = 250;'
configure
start_sim --modem m1,submit=20ms,registration=0 --speed 1000
check "the daemon starts" start_daemon
check "the modem becomes ready" within ready m1
check "a list is taken in" village 1 20
check "twenty households are there" is 20 get /api/stats .households

# ---- delivered and answered ----
check "an announcement is made" announce all "Mai hop thon luc 7 gio" \
  'options: ["1=Có đi|co,di", "2=Không|khong,ban"]'
check "it reaches twenty handsets" sim_wait messages 20
check "each is delivered" within is 20 messages "$id" delivered
check "each household is reached by report" is 20 get "/api/announcements/$id" .reach.report
check "nothing went out twice" is 0 sim_value duplicates
check "the cost is counted" is 5000 carrier_is m1 cost_today

hears m1 1 "1"
hears m1 2 "khong di duoc"
check "two answers are recorded" within is 2 get "/api/announcements/$id" .replies.answer
check "the digit is understood" is 1 get "/api/announcements/$id" '.answers["1"]'
check "the words are understood" is 1 get "/api/announcements/$id" '.answers["2"]'
check "the answer belongs to the household" is H-90-1 feedback \
  'select(.choice == 1) | .household'

# ---- a storm overtakes ----
between() { # routine parts that went out after the first part of the storm and before its last
  awk -F '\t' '$9 ~ /^Bao/ { storm++; late += routine; routine = 0 }
    storm && $9 ~ /^Lich/ { routine++ } END { print late + 0 }' "$folder/air"
}

check "two hundred households more" village 21 220 xa
check "a long routine announcement is made" announce all "Lich phun thuoc tuan nay"
routine=$id
check "it is on its way" sim_wait submitted 30
check "the storm is announced" announce nongdan "Bao so 12 vao dat lien toi nay" \
  'priority: "emergency", flash: true'
check "the storm reaches its twenty households" within is 20 messages "$id" delivered
check "before the routine has ended" has '^[1-9]' messages "$routine" queued
check "nothing went between its parts" is 0 between
check "it lights up on the screen at once" has "^1 0 Bao" inbox "$(phone 1)"
check "the others were sent as usual" has "^1 - Lich" inbox "$(phone 1)"
check "the routine is cancelled" call POST "/api/announcements/$routine/cancel"
check "what had not gone out stays so" within is true get "/api/announcements/$routine" \
  '.done and .messages.cancelled > 0 and .messages.queued == 0'

# ---- its time on the air ----
control off "$(phone 5)" >/dev/null
check "an announcement with five minutes to live" announce nongdan "Nuoc dang len" \
  'expires: "5min"'
check "nineteen of twenty receive it" within is 19 messages "$id" delivered
check "the network gives the last one up in time" within is 1 messages "$id" expired
check "and says why" has "not delivered" get "/api/announcements/$id/messages?state=expired" \
  '.messages[0].why'
check "its door is on the list" is H-90-5 get "/api/announcements/$id/doors" '.doors[].household'
finish
