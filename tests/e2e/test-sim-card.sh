#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The SIM card: its PIN, which is never tried twice when it is wrong, and its small storage.
. "$(dirname "$0")/lib.sh"

carrier good 'pin = "1234";'
carrier bad 'pin = "0000";'
carrier none
configure
start_sim --modem good,$quick,pin=1234,sm=5 --modem bad,$quick,pin=1234 --modem none,$quick,pin=1234

# ---- the PIN ----
must start_daemon
check "the right PIN opens the SIM" within ready good
check "a missing PIN is asked for" within has "asks for a PIN and none is configured" \
  carrier_is none why
check "a wrong PIN pauses the carrier" within is paused carrier_is bad state
check "and a person is told" has "PIN" carrier_is bad why
check "it was tried once" is 2 sim_value modem.bad.pin_tries
for _ in 1 2 3; do
  end_daemon
  must start_daemon
  must within ready good
  must within is paused carrier_is bad state
done
check "after three restarts it was still tried once" is 2 sim_value modem.bad.pin_tries
end_daemon
carriers=()
carrier good 'pin = "1234";'
carrier bad 'pin = "1234";'
configure
must start_daemon
check "when it is corrected the SIM opens" within ready bad
check "all tries are there again" is 3 sim_value modem.bad.pin_tries

# ---- the storage ----
must village 1 3
end_daemon
control full good >/dev/null
control "receive good $(phone 1) nuoc da vao nha" >/dev/null
check "on a full SIM a message waits in the network" is 1 sim_value modem.good.waiting
must start_daemon
check "the SIM is emptied" sim_wait modem.good.sm_used = 0
check "and what waited comes in" within has "nuoc da vao nha" feedback .text
check "once" is 1 eval 'feedback .text | grep -c "nuoc da vao nha"'
check "the advertisements are not taken for answers of households" is service \
  feedback 'select(.sender == "199") | .kind'
finish
