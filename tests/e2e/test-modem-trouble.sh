#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Modems that are pulled out, hang, swallow answers, lose the network or are used by others: each is
# named in words, and nothing is lost.
. "$(dirname "$0")/lib.sh"

out() { # all twenty messages have gone out, at most one of them in doubt; reports may be lost
  is true get "/api/announcements/$id" \
    '.messages.delivered + .messages.sent + .messages.unknown == 20 and .messages.unknown <= 1'
}

everybody_once() { # TEXT: each of the twenty households' handsets has it exactly once
  local n
  for ((n = 1; n <= 20; n++)); do
    [[ $(inbox "$(phone $n)" | grep -c -- "$1") == 1 ]] || { echo "household $n"; return 1; }
  done
}

holds() { # FILE: keeps the modem's port locked, as other programs do, until the file is gone
  exec 8<>"$folder/m1"
  flock -n 8 || return 1
  touch "$1"
  while [[ -e $1 ]]; do sleep 0.1; done
}

carrier m1 'answer = "2s"; stored_reports = true;'
carrier nowhere
configure
start_sim --modem m1,submit=30ms,registration=0,signal=20

# ---- a port that another program uses, and one that is not there ----
holds "$folder/held" &
started+=($!)
must within test -e "$folder/held"
must start_daemon
check "a modem in use is said to be so" within has "another program .*uses" carrier_is m1 why
check "a modem that is not there is said to be so" within \
  has "nowhere is not there" carrier_is nowhere why
must village 1 20
check "what is announced meanwhile waits" announce all "Mai hop thon"
rm "$folder/held"
check "when the port is free the modem becomes ready" within ready m1
check "one that stores no reports is said to store none" \
  has "m1: .*stores no delivery reports" cat "$folder/daemon.log"
check "and everybody gets it" within is 20 messages "$id" delivered
check "signal and network are shown" is "60 Viettel home" \
  carrier_is m1 '| "\(.signal) \(.network) \(.registration)"'

# ---- pulled out in the middle ----
announce all "Lich cat dien" >/dev/null
must sim_wait submitted 25
control unplug m1 >/dev/null
check "a modem pulled out is down" within is down carrier_is m1 state
check "and it is said why" within has "unplugged|is not there" carrier_is m1 why
control replug m1 >/dev/null
check "plugged in again it becomes ready" within ready m1
check "and goes on where it was" within out
check "nothing went out twice" is 0 sim_value duplicates

# ---- it hangs ----
announce nongdan "Gia lua hom nay" 'expires: "1h"' >/dev/null
must sim_wait submitted 45
control hang m1 >/dev/null
check "a modem that hangs is noticed" within \
  has "did not say what became|nothing answers" carrier_is m1 last_fault
control unhang m1 >/dev/null
check "it is started anew" within ready m1
check "everybody else gets it, and one part is in doubt" within out
check "nothing went out twice" is 0 sim_value duplicates

# ---- it swallows the answer to a part ----
before=$(sim_value duplicates)
control fault m1 swallow >/dev/null
announce all "Bao so 12, so tan ngay" 'priority: "emergency"' >/dev/null
check "an emergency whose answer was swallowed is sent again" sim_wait duplicates $((before + 1))
check "everybody has it" within is 20 messages "$id" delivered
control fault m1 swallow >/dev/null
announce all "Mai tiem phong" >/dev/null
check "a routine part whose answer was swallowed is not sent again at once" within out
check "so everybody has it once" everybody_once "Mai tiem phong"

# ---- the network is lost ----
control network m1 lost >/dev/null
announce all "Mai phat gao" >/dev/null
check "a lost network is said to be lost" within has "no network|not registered" carrier_is m1 why
check "the carrier pauses" is paused carrier_is m1 state
control network m1 back >/dev/null
check "when it is back everybody gets it" within is 20 messages "$id" delivered
check "nothing has failed" is 0 sql "SELECT count(*) FROM message WHERE state IN (6, 7)"

# ---- what nobody can read ----
control deliver-pdu m1 440B911911111111F1000862701151646382047F000301 >/dev/null
control deliver-pdu m1 04FE911911111111F100 >/dev/null
hears m1 1 "van nghe ro"
check "a hostile message does not stop the next one" within has "van nghe ro" feedback .text
check "both are shown to a person" is 2 \
  eval 'feedback "select(.understood | test(\"octets\")) | .id" | wc -l'
check "the modem keeps none of it" sim_wait modem.m1.sm_used = 0
check "the daemon is the same" kill -0 "$daemon"
finish
