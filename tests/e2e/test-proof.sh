#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Once a day each SIM sends itself a text and must get it back; when not, the head is told through
# another SIM. No old text and no forged one proves anything.
. "$(dirname "$0")/lib.sh"

own=+84980000001
proof_is() { # CARRIER FIELD
  carrier_is "$1" "proof.$2"
}
proofs() { sql "SELECT count(*) FROM proof $*"; }
last_token() { sql "SELECT token FROM proof WHERE carrier_id = 1 ORDER BY id DESC LIMIT 1"; }
by_whom() { # MODEM PATTERN: accepted parts of the modem with such a text
  control sent | grep -c "	$1	.*$2"
}

day='proof = { at = "00:00"; within = "3s"; };'
carrier m1 "number = \"$own\"; part_price = 250; reserve = 1000; balance = { code = \"*101#\"; }; $day"
carrier m2 "part_price = 250; $day"
configure
start_sim --modem m1,$quick,number=$own --modem m2,$quick,number=+84980000002
must start_daemon
must within ready m1 m2
must village 1 3
call POST /api/staff "{\"name\": \"Tám\", \"role\": \"head\", \"phone\": \"$(phone 99)\"}" >/dev/null

check "a SIM whose hour is over proves itself when it is on" within is ok proof_is m1 state
check "by one part of its own" is 1 by_whom m1 "thonbao "
check "which costs" is 250 carrier_is m1 cost_today
check "it is no feedback" is 0 sql "SELECT count(*) FROM feedback"
check "a SIM whose number is not set cannot, and says so" has "number is not set" proof_is m2 why
check "and sends nothing" is 0 by_whom m2 .
end_daemon KILL
start_daemon
must within ready m1 m2
must announce all "Mai hop thon"
must within is 3 messages "$id" delivered
check "once a day is enough" is 1 proofs

# ---- by hand ----
first=$(last_token)
check "a person asks for it" call POST /api/carriers/m1/proof
check "it comes back" within is ok proof_is m1 state
check "it stands in the journal" is 1 sql "SELECT count(*) FROM journal WHERE what = 'proof'"
check "without a number it is refused" refused 409 no_number POST /api/carriers/m2/proof
check "an unknown carrier is refused" refused 404 unknown_carrier POST /api/carriers/m9/proof
check "each proof has a token of its own" [ "$first" != "$(last_token)" ]

# ---- what comes back too late, or is played back ----
control full m1 >/dev/null
must call POST /api/carriers/m1/proof
check "a second at the same time is refused" \
  refused 409 proof_running POST /api/carriers/m1/proof
check "a SIM that cannot receive fails" within is failed proof_is m1 state
check "and says how" has "did not come back" proof_is m1 why
end_daemon
start_daemon # which counts what lies on the SIM, and reads it
must within ready m1 m2
must sim_wait modem.m1.waiting = 0
check "what comes too late proves nothing" is failed proof_is m1 state
must control receive m1 "$own" "thonbao $first"
must control receive m1 "$own" "thonbao $(last_token)"
must hears m1 1 "thonbao $first"
check "a stranger's copy is a text like any other" within \
  is 1 sql "SELECT count(*) FROM feedback WHERE sender = '$(phone 1)'"
check "nor does an old token" is failed proof_is m1 state
check "the last that was well is remembered" has "^20" proof_is m1 ok_at

# ---- the daily one fails ----
end_daemon
must sqlite3 "$folder/thonbao.db" "UPDATE proof SET day = 20200101"
must control refuse "$own" 38 1000
start_daemon
must within ready m1 m2
check "the daily proof fails when the network refuses it" within is failed proof_is m1 state
check "the head is told" sim_wait "handset.$(phone 99).messages" 1
check "through the other SIM" is 1 by_whom m2 "did not come back"
check "not through this one" is 0 by_whom m1 "did not come back"
check "it stands in the log" grep -q "m1 could not prove itself" "$folder/daemon.log"
check "no number stands there" bash -c "! grep -q 84980000001 '$folder/daemon.log'"
finish
