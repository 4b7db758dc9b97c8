#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a SIM may spend: the reserve is for emergencies, whatever dies meanwhile and however old the
# credit is that was heard last; quotas of the day and the month; a package; prices. The network's
# own books are the judge.
. "$(dirname "$0")/lib.sh"

heads_messages() {
  sql "SELECT count(*) FROM message JOIN phone p ON p.id = phone_id
       WHERE p.number = '$(phone 99)'"
}

counted() { # FIELD: what the carrier m1 counts is what the network does, or a part in doubt more
  local parts
  parts=$(carrier_is m1 "$1") && echo "$parts"
  ((parts >= $(sim_value submitted) && parts <= $(sim_value submitted) + 1))
}

gone_out() { # ID N: all of them, reported or not
  (($(messages "$1" delivered) + $(messages "$1" expired) == $2))
}

waits_for() { # the carrier m1 says that it waits, and why
  [[ $(carrier_is m1 state) == paused ]] && has "$1" carrier_is m1 why
}

balance='balance = { code = "*101#"; };'
sending='report_window = "2s";'
carrier m1 "part_price = 250; reserve = 15000; $balance"
configure
start_sim --modem m1,submit=100ms,registration=0,credit=20100,price=250 \
  --modem m2,$quick --modem m3,$quick
must start_daemon
must within ready m1
must village 1 30
call POST /api/staff "{\"name\": \"Tám\", \"role\": \"head\", \"phone\": \"$(phone 99)\"}" >/dev/null
must within is 20100 carrier_is m1 balance

at_most() { # N COMMAND...
  (($("${@:2}") <= $1))
}

at_least() { # N COMMAND...
  (($("${@:2}") >= $1))
}

# ---- the reserve ----
check "more is announced than the credit pays without the reserve" announce all "Mai hop thon"
routine=$id
must sim_wait submitted 6
end_daemon KILL
start_daemon
check "killed in the middle, it keeps count and stops at the reserve" within \
  waits_for "only the reserve of the credit is left"
# The part that the modem held stays counted, until the credit is asked again, whether or not it
# went out.
check "the network has taken no part more" at_most 20 sim_value submitted
check "and the credit is not below the reserve" at_least 15100 sim_value modem.m1.credit
check "what the credit has become is known without asking" is 15100 carrier_is m1 credit
check "the head is to be told" is 1 heads_messages
end_daemon
start_daemon
must within waits_for "reserve"
check "a new daemon does not spend it either" at_least 15100 sim_value modem.m1.credit
check "nor does it tell the head again" is 1 heads_messages
check "an important announcement waits, too" announce all "Mai tiem phong" '"priority": "important"'
important=$id
must announce all "Nuoc dang len" '"priority": "emergency"'
check "an emergency spends the reserve" within is 30 messages "$id" delivered
check "and nothing else did" at_most 50 sim_value submitted
check "what is counted is what the network has taken, and a part in doubt" counted parts_today
check "of the month, too" is "$(carrier_is m1 cost_today)" carrier_is m1 cost_month
control credit m1 100000 >/dev/null
check "topped up and asked" has '100\.000' call POST /api/carriers/m1/ussd '{"code": "*101#"}'
check "the important announcement goes on" within is 30 messages "$important" delivered
check "and the routine one, but for a report that the kill has lost" within gone_out "$routine" 30
check "the part in doubt went out twice at most" at_most 1 sim_value duplicates
# Whose report was lost would be asked about at the doors, by a text that the figures below do not count.
must call POST "/api/announcements/$routine/cancel"
end_daemon

# ---- quotas, and a message of several parts ----
carriers=()
carrier m1 "daily_parts = 100; monthly_parts = 105; reserve_parts = 3;"
configure
must start_daemon
must within ready m1
check "what went out before counts" counted parts_month
sent=$(carrier_is m1 parts_month)
air=$(sim_value submitted)
must village 31 31 one
long=$(printf 'Mai hop thon ban viec nuoc sach. %.0s' {1..10})
left=$((97 - sent))
for ((i = 0; i < left - 1; i++)); do must announce one "Tin $i" '"priority": "important"'; done
must within is 96 carrier_is m1 parts_month
air=$((air + left - 1))
must announce one "$long"
waiting=$id
check "a message longer than what is left waits whole" within \
  waits_for "longer than what is left"
check "no part of it has gone out" is $air sim_value submitted
must announce one "Tin cuoi" '"priority": "important"'
check "a shorter one that is more urgent goes" within is 1 messages "$id" delivered
check "then only the quota's reserve is left" within waits_for "today's quota is used up"
must announce one "Nuoc dang len nhanh" '"priority": "emergency"'
check "which an emergency uses" within is 1 messages "$id" delivered
must call POST "/api/announcements/$waiting/cancel"
end_daemon

# ---- half a message, and the quota is used up ----
carriers=()
sending='stuck = "1s";'
carrier m2 'prefixes = [ "+8490" ]; daily_parts = 2;'
carrier m3
configure
must start_daemon
must within ready m2 m3
must announce one "$long"
check "a message longer than a whole quota is begun, and goes out whole through another SIM" \
  within is 1 messages "$id" delivered
check "the quota is kept" is 2 carrier_is m2 parts_today
end_daemon

# ---- a package, and the price within the own network ----
carriers=()
carrier m1 'prefixes = [ "+8490" ]; part_price = 300; own_price = 100;
            package = { parts = 2; };'
configure
must start_daemon
must within ready m1
before=$(carrier_is m1 cost_today)
for ((i = 1; i <= 3; i++)); do
  must announce one "Mai phat gao $i"
  must within is 1 messages "$id" delivered
done
check "what the package holds costs nothing, the next the price" \
  is $((before + 100)) carrier_is m1 cost_today
check "and the package is used up" is 2 carrier_is m1 package_used
finish
