#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A SIM without credit pauses, says why, loses nothing, and goes on when it is topped up, whichever
# way its network says that the credit is gone.
. "$(dirname "$0")/lib.sh"

heads_told() { # how many messages about credit the head was to get
  sql "SELECT count(*) FROM message JOIN phone p ON p.id = phone_id WHERE p.number = '$(phone 99)'"
}

balance='balance = { code = "*101#"; warn_below = 600; };'
carrier m1 "part_price = 250; $balance"
configure
start_sim --modem m1,$quick,credit=1250,no-credit=50 --modem m2,$quick,credit=250,no-credit=50 \
  --modem m3,$quick
must start_daemon
must within ready m1
must village 1 10
call POST /api/staff "{\"name\": \"Tám\", \"role\": \"head\", \"phone\": \"$(phone 99)\"}" >/dev/null

check "the credit is asked by the network's code" within is 1250 carrier_is m1 balance
check "more is announced than the credit pays for" announce all "Mai hop thon"
check "the SIM pauses" within is paused carrier_is m1 state
check "and says why" has "no credit left; top it up" carrier_is m1 why
check "what the credit paid for has gone out" within is 5 messages "$id" delivered
check "the rest waits and has not failed" is 5 messages "$id" queued
check "the head is to be told" is 1 heads_told
check "the credit is asked again at once" within is 0 carrier_is m1 balance
end_daemon
start_daemon
check "a new daemon remembers" within is paused carrier_is m1 state
control credit m1 20000 >/dev/null
check "a person tops it up and looks at the credit" has '20\.000' \
  call POST /api/carriers/m1/ussd '{"code": "*101#"}'
check "the SIM goes on" within is 10 messages "$id" delivered
check "the head hears of it" sim_wait "handset.$(phone 99).messages" 1
check "nothing went out twice" is 0 sim_value duplicates
check "the cost is counted" is 2750 carrier_is m1 cost_today

# ---- refused as if it were for want of credit, with credit ----
control fault m1 cms 8 2 >/dev/null
announce all "Mai phat gao" >/dev/null
check "a SIM that is barred although it has credit says so" within \
  has "though the SIM has credit" carrier_is m1 last_fault
check "it tries again, later each time, and goes on" within is 10 messages "$id" delivered
check "the head is not told at each try" within is 2 heads_told

# ---- a network that only says that every recipient is refused ----
control "ussd *101# end TK goc: 100d" >/dev/null
control fault m1 cms 21 always >/dev/null
announce all "Mai don ve sinh" >/dev/null
check "refusals of everybody make the credit doubtful" within is 100 carrier_is m1 balance
check "without credit that is why" within has "no credit left; top it up" carrier_is m1 why
check "nothing has failed" is 0 messages "$id" failed
control fault m1 none >/dev/null
control "ussd *101# end TK goc: 50.000d" >/dev/null
control "ussd *100*123# end Nap thanh cong" >/dev/null
check "topped up through the modem itself" has "Nap thanh cong" \
  call POST /api/carriers/m1/ussd '{"code": "*100*123#"}'
check "the SIM goes on by itself" within is 10 messages "$id" delivered
end_daemon

# ---- half a message, and the credit is gone ----
carriers=()
carrier m2 'prefixes = [ "+8490" ];'
carrier m3
configure
must start_daemon
must within ready m2 m3
parts() { # how many the households' handsets have received, all together
  local n sum=0
  for ((n = 1; n <= 10; n++)); do sum=$((sum + $(sim_value "handset.$(phone $n).parts"))); done
  echo $sum
}
before=$(parts)
must announce all "Mai hop thon: $(printf 'x%.0s' {1..200})"
check "a message half out goes at once through the other SIM" \
  within is 10 messages "$id" delivered
check "all of it, since a handset joins parts of one number only" \
  is $((before + 21)) parts
finish
