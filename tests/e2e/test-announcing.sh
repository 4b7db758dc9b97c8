#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# An announcement goes out, households answer, a storm overtakes what was queued; what an
# announcement asks for is seen on the air.
. "$(dirname "$0")/lib.sh"

carrier m1 'part_price = 250;'
configure
start_sim --modem m1,$quick
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
finish
