#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Several SIM cards: each network's numbers through its own SIM, help when one falls behind or is
# gone, a day's quota, the pause between parts.
. "$(dirname "$0")/lib.sh"

through() { # TEXT MODEM NETWORK: parts of the text that went through the modem to the network's numbers
  awk -F '\t' -v text="$1" -v modem="$2" -v to="^\\\\+84$3" \
    '$9 == text && $2 == modem && $3 ~ to { n++ } END { print n + 0 }' "$folder/air"
}

mean_gap() { # TEXT: milliseconds from part to part
  awk -F '\t' -v text="$1" '$9 == text { if (!n++) first = $1; last = $1 }
    END { print int((last - first) / (n - 1)) }' "$folder/air"
}

sending='spill_parts = 5;'
carrier mobi 'prefixes = [ "+8490" ];'
carrier vina 'prefixes = [ "+8491" ]; daily_parts = 34;'
configure
start_sim --modem mobi,submit=40ms,registration=0 --modem vina,submit=40ms,registration=0
must start_daemon
must within ready mobi vina
prefix=90 must village 1 4 mobi
prefix=91 must village 1 4 vina

announce all "Mai hop thon" >/dev/null
check "everybody gets it" within is 8 messages "$id" delivered
check "each network's numbers went through its own SIM" is "4 4" \
  eval 'echo $(through "Mai hop thon" mobi 90) $(through "Mai hop thon" vina 91)'

prefix=90 must village 5 50 mobi
announce mobi "Lich phun thuoc" >/dev/null
check "a long announcement to one network is sent" within is 50 messages "$id" delivered
check "the other SIM helped" has '^([5-9]|[1-9][0-9])$' through "Lich phun thuoc" vina 90
check "but less than the own SIM" eval \
  '(($(through "Lich phun thuoc" mobi 90) > $(through "Lich phun thuoc" vina 90)))'

control unplug mobi >/dev/null
must within is down carrier_is mobi state
prefix=90 must village 51 54 lang
announce lang "Cam cau sap" >/dev/null
check "when a SIM is gone the other takes its numbers" within is 4 messages "$id" delivered
check "all of them" is 4 through "Cam cau sap" vina 90

# ---- the day's quota ----
used() { sql "SELECT sum(parts) FROM carrier_day WHERE carrier_id = 2"; }
quota() { carrier_is vina "parts_today == 34"; }
announce mobi "Ngay mai cat nuoc" >/dev/null
check "the quota of the day is used up" within has "quota is used up" carrier_is vina why
check "to the last part" is 34 carrier_is vina parts_today
check "the rest waits" has '^[1-9]' messages "$id" queued
check "an emergency goes all the same" announce lang "Vo de" 'priority: "emergency"'
check "to everybody" within is 4 messages "$id" delivered
end_daemon
must start_daemon
must within is 38 carrier_is vina parts_today
check "a new daemon knows what has been sent today" within has "quota is used up" \
  carrier_is vina why
control replug mobi >/dev/null
check "when the other SIM is back the rest goes out" within is 0 \
  sql "SELECT count(*) FROM message WHERE state IN (0, 1, 2, 3)"

# ---- the pause between parts ----
end_daemon
carriers=()
carrier mobi 'gap = "300ms";'
configure
must start_daemon
must within ready mobi
announce lang "Cham thoi" >/dev/null
check "parts keep their distance" all 'within is 4 messages "$id" delivered' \
  '(($(mean_gap "Cham thoi") >= 250))'
finish
