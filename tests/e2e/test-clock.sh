#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A clock that is wrong:
#   - in 1970 at the start: emergencies and what is important go, routine and schedules wait
#   - back or ahead by a year while the daemon runs: nothing expires, nothing hangs, nothing fires
#   - it is believed again when it comes back, when the network agrees, when a person says so
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/faketime.sh"

clock_is() { # STATE
  is "$1" get /api/stats .clock.state
}

kick() { # something happens, so that the daemon looks at the clock
  call POST /api/messages "{\"number\": \"$(phone 9)\", \"text\": \"x\"}" >/dev/null
}

becomes() { # STATE: it does, when something happens
  within eval "kick; clock_is $1"
}

wake_at() { # TIME: the box is switched on again
  end_daemon
  fake_clock "$1"
  start_daemon && within ready m1
}

carrier m1
sending='report_window = "1h"; late = "30h";'
more='approval = { audience_above = 5; };'
configure
start_sim --modem "m1,$quick" --speed 1000
fake_clock now
must start_daemon
must within ready m1
must village 1 3
must control add "$(phone 9)"
check "a clock that nobody can doubt is right" all 'clock_is right' 'is right get /healthz .clock'
check "and need not be confirmed" refused 409 clock_right POST /api/clock/confirm
year=$(get /api/stats '.clock.at[:4]')
at=$(date -d "+2 hours" +%FT%H:00%:z) # an hour away at least, however long this takes
again=$(gojq -n --arg at "$at" \
  '{to: "all", text: "Tap the duc", at: $at, repeat: "FREQ=DAILY"}')
must call POST /api/schedules "$again"

# ---- 1970 ----
check "the box wakes in 1970" wake_at "1970-01-01 08:00"
check "it knows that it does not know" clock_is unknown
check "by its own reckoning it is this year" is "$year" get /api/stats '.clock.at[:4]'
must announce all "Hop thon"
routine=$id
must announce all "Mai cup dien" 'priority: "important"'
important=$id
must announce all "Lu ve" 'priority: "emergency"'
storm=$id
check "what is important goes out" within is 3 messages "$important" delivered
check "so does an emergency" within is 3 messages "$storm" delivered
check "what is routine is held, and says why" within is \
  "the clock is wrong, and nobody knows whether these are quiet hours" \
  get "/api/announcements/$routine/messages" '[.messages[] | select(.state == "held").why] | unique[]'
check "what comes again is not announced" is 0 get /api/schedules '.schedules[0].made'
check "such a clock cannot be confirmed" refused 409 clock_wrong POST /api/clock/confirm
set_clock now
check "set right, it is believed" becomes right
check "what was held goes out" within is 3 messages "$routine" delivered
check "nothing went out twice" is 3 get "/api/announcements/$routine" '.messages | add'

# ---- a year back, and a year ahead ----
must announce all "Chieu mai hop" 'at: "20h", expires: "24h"'
later=$id
set_clock "1 year ago"
check "set back by a year, it is doubted" becomes doubted
check "the house goes on in this year" is "$year" get /api/stats '.clock.at[:4]'
must control off "$(phone 1)" 3s
must announce all "Van nhu cu"
check "messages go out and are reported" within is 3 messages "$id" delivered
set_clock "1 year"
check "set ahead by a year, it is doubted, too" becomes doubted
check "nothing is over" is 3 messages "$later" held
check "nothing has come again" is 0 get /api/schedules '.schedules[0].made'
set_clock now
check "set right, it is believed again" becomes right
check "what waits for tomorrow still does" is 3 messages "$later" held

# ---- the house was wrong ----
must village 11 16 khac
must announce khac "Cho duyet da"
pending=$id
must is pending get "/api/announcements/$pending" .state
set_clock "3 days"
check "set ahead by three days it is doubted" becomes doubted
check "a person may say that it is right" call POST /api/clock/confirm
check "what waits for a second person still does" is "pending 6" \
  get "/api/announcements/$pending" '"\(.state) \(.messages.held)"'
check "the schedule makes up for what it can" within \
  is 1 get /api/schedules '.schedules[0].made'
set_clock now
check "set back it is believed: the network's reports agree with it" becomes right
check "the schedule looks at the days to come, not three days later" within \
  is "$(TZ=Asia/Ho_Chi_Minh date -d "$at" +%FT%H:%M)" get /api/schedules '.schedules[0].next_at[:16]'

# ---- switched off so long that the clock could be right or wrong ----
set_clock now
end_daemon KILL
sqlite3 "$folder/thonbao.db" 'UPDATE clock SET mark = mark - 90 * 86400000'
must start_daemon
must within ready m1
check "after three months the box doubts a clock that is right" clock_is unknown
must announce nongdan "Ba thang sau"
check "until the network's time agrees with it" all 'within clock_is unknown' \
  'hears m1 2 "toi da ve"' 'within clock_is right'
check "then all goes on" within is 3 messages "$id" delivered
check "the journal tells of the clock" has "^clock set$" get /api/journal?limit=1000 '.journal[].what'

finish
