#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What comes in: texts of households, of strangers and of services, missed calls.
. "$(dirname "$0")/lib.sh"

record() { # FILTER: of the newest feedback
  feedback "$1" | tail -1
}

carrier m1
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1
must village 1 5

# ---- missed calls ----
control call m1 "$(phone 1)" 5s >/dev/null
check "a missed call is recorded" within is "report H-90-1" record '"\(.kind) \(.household)"'
check "the caller pays nothing" is 1 sim_value calls_rejected
check "an announcement that wants an acknowledgement" announce all "Bao so 12, nghe thi nha may" \
  'ack: true, priority: "emergency"'
must within is 5 messages "$id" delivered
control call m1 "$(phone 2)" 5s >/dev/null
check "a missed call acknowledges it" within is "ack H-90-2" record '"\(.kind) \(.household)"'
check "the household is reached by its call or the report before it" is true \
  get "/api/announcements/$id" '.reach.reached == 5'

# ---- households, strangers, services ----
sent=$(sim_value submitted)
hears m1 3 "da nhan duoc"
check "an acknowledgement in words" within is "ack H-90-3" record '"\(.kind) \(.household)"'
hears m1 4 "nuoc vao nha roi cuu voi"
check "a call for help is urgent and open" within is "help true open" \
  record '"\(.kind) \(.urgent) \(.state)"'
control receive m1 +84911222333 "ai nhan tin cho toi vay" >/dev/null
check "a stranger's text belongs to no household" within is '+84911222333 ""' \
  record '"\(.sender) \(.household|tojson)"'
control receive m1 VIETTEL "[QC] Tang 50% the nap" >/dev/null
check "a service with a name" within is "VIETTEL service closed" \
  record '"\(.sender) \(.kind) \(.state)"'
control receive m1 191 "Tai khoan cua quy khach con 5.000d. Tra loi 1 de dang ky" >/dev/null
check "a service with a short code" within is "191 service closed" \
  record '"\(.sender) \(.kind) \(.state)"'
check "services are never answered" is 0 sql \
  "SELECT count(*) FROM message JOIN phone p ON p.id = phone_id WHERE p.number IN ('191', 'VIETTEL')"
check "a short code did not become an answer of a household" is 0 \
  sql "SELECT count(*) FROM feedback WHERE sender = '191' AND household_id IS NOT NULL"
control deliver-pdu m1 040B914809000000F500006270115164638200 >/dev/null
check "an empty text is recorded" within is "H-90-5" record .household
check "every text left the modem" sim_wait modem.m1.sm_used = 0
check "each once" is 8 eval 'feedback .id | wc -l'

# ---- live ----
events() { # of the daemon, into a file
  exec curl -sN --unix-socket "$folder/thonbao.sock" http://thonbao/api/events >"$folder/events"
}
events &
started+=($!)
must within grep -q . "$folder/events"
hears m1 1 "ca nha an toan"
check "who watches sees it" within grep -q "ca nha an toan" "$folder/events"
finish
