#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Delivery reports: late, twice, lost, bad news, while the box is dead, and more parts to one number
# than there are references.
. "$(dirname "$0")/lib.sh"

state_of() { # N: of the announcement's message to household N
  get "/api/announcements/$id/messages" ".messages[] | select(.number == \"$(phone "$1")\") | .state"
}

carrier m1
sending='report_window = "1s";'
configure
start_sim --modem m1,$quick,quirks=cdsi --speed 1000
must start_daemon
must within ready m1
must village 1 10

control report duplicate >/dev/null
check "each report comes twice" announce all "Mai hop thon"
check "each message is delivered once" within is 10 messages "$id" delivered
check "the simulator did send them twice" sim_wait reports 20
control report normal >/dev/null

control gone "$(phone 3)" >/dev/null
announce all "Mai tiem phong" >/dev/null
check "one number is no longer in use" within is 9 messages "$id" delivered
check "its message has failed" within is failed state_of 3
check "its door is on the list" is H-90-3 get "/api/announcements/$id/doors" '.doors[].household'
control on "$(phone 3)" >/dev/null

control report hold >/dev/null
announce all "Mai phat gao" >/dev/null
check "no report comes in time" within is 10 messages "$id" expired
check "the door list names everybody" is 10 get "/api/announcements/$id/doors" '.doors | length'
control report release >/dev/null
check "what is reported later still counts" within is 10 messages "$id" delivered
check "nobody is on the door list any more" is 0 get "/api/announcements/$id/doors" '.doors | length'

control off "$(phone 4)" >/dev/null
announce all "Mai don ve sinh" >/dev/null
check "a handset is off" within is 9 messages "$id" delivered
check "its message is given up after the window" within is expired state_of 4
control on "$(phone 4)" >/dev/null
check "when it is on again the message is delivered after all" within is delivered state_of 4

# ---- a modem that stores its reports keeps them while the box is dead ----
end_daemon
carriers=()
carrier m1 "stored_reports = true;"
sending='report_window = "6h";'
configure
must start_daemon
must within ready m1
control report hold >/dev/null
announce all "Mai hop to" >/dev/null
check "all are sent, none is reported" within is 10 messages "$id" sent
end_daemon KILL
control report release >/dev/null
must start_daemon
check "what was reported meanwhile is read after a kill" within is 10 messages "$id" delivered

# ---- the reference is one byte ----
end_daemon
must start_daemon
must within ready m1
before=$(sim_value submitted)
control report hold >/dev/null
three_hundred() {
  curl -sS --fail --unix-socket "$folder/thonbao.sock" -o /dev/null \
    -d "{\"number\": \"$(phone 1)\", \"text\": \"so\"}" "http://thonbao/api/messages?n=[1-300]"
}
delivered_alone() {
  sql "SELECT count(*) FROM message WHERE announcement_id IS NULL AND state = 5"
}
check "three hundred messages to one number" three_hundred
check "all of them go out before any report" sim_wait submitted $((before + 300))
check "some references were used twice" within is 44 \
  sql "SELECT count(*) - count(DISTINCT reference) FROM part WHERE message_id IN
    (SELECT id FROM message WHERE announcement_id IS NULL)"
control report release >/dev/null
check "each report finds a message of its own" within is 300 delivered_alone
check "none is left over" is 0 sql "SELECT count(*) FROM message WHERE state IN (1, 2, 3, 4)"
finish
