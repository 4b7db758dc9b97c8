#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What is announced again and again:
#   - by a rule and by the moon, with reminders before, each once, also when the daemon is killed
#   - what was slept through goes out late while it is worth it, or is told as missed
#   - a group that has become empty is told, a rule that never fires is refused
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/faketime.sh"

texts() { # N: what the household has received, joined by |
  inbox "$(phone "$1")" | cut -d ' ' -f 3- | paste -sd '|'
}

wake_at() { # TIME: the box comes back at this time of the village
  end_daemon "${2:-TERM}"
  fake_clock "$1"
  start_daemon && within ready m1
}

schedule() { # FILTER over the first
  get /api/schedules ".schedules[0] | $1"
}

plan() { # TO TEXT FIELDS
  gojq -n --arg to "$1" --arg text "$2" "{to: \$to, text: \$text} + {$3}"
}

carrier m1
more='@include "texts.vi.conf"'
configure
start_sim --modem "m1,$quick" --speed 1000
fake_clock "2026-11-30 12:00"
must start_daemon
must within ready m1
must village 1 4
must call POST /api/staff "{\"name\": \"Ông Ba\", \"role\": \"head\", \"phone\": \"$(phone 99)\"}"
must control add "$(phone 99)"

# ---- planning ----
monthly='at: "2026-12-01 07:00", repeat: "FREQ=MONTHLY;BYMONTHDAY=1", remind: "3d,evening"'
body=$(plan nongdan "Hop thon ngay {date} luc {time}" "$monthly")
check "a dry run shows the next five dates" all 'call POST /api/estimate "$body"' \
  'is "2026-12-01 2027-01-01 2027-02-01 2027-03-01 2027-04-01" gojq -r "[.next[][:10]] | join(\" \")" \
  "$folder/answer"' 'is 4 gojq .households "$folder/answer"'
check "and plans nothing" is 0 get /api/schedules '.schedules | length'
check "a schedule is made" call POST /api/schedules "$body"
check "the evening before is next" is 2026-11-30T19:00:00+07:00 schedule .next_at
moon=$(plan nongdan "Ram" 'at: "2026-12-01 06:30", lunar: "15"')
check "the moon's days are those of Viet Nam" all 'call POST /api/estimate "$moon"' \
  'is "2026-12-23 2027-01-22 2027-02-20" gojq -r "[.next[:3][][:10]] | join(\" \")" "$folder/answer"'
for rule in "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 never_happens" "FREQ=HOURLY too_often" \
  "every_day bad_repeat" "FREQ=DAILY;UNTIL=20251231 never_happens"; do
  body=$(plan nongdan x "at: \"2026-12-01 07:00\", repeat: \"${rule% *}\"")
  check "refused: $rule" refused 422 "${rule#* }" POST /api/schedules "$body"
done

# ---- in time ----
check "the box is on the evening before" wake_at "2026-11-30 18:59:58"
check "households are reminded of the day" within is "Hop thon ngay 1/12 luc 07:00" texts 1
check "and on the day" wake_at "2026-12-01 06:59:58"
both="Hop thon ngay 1/12 luc 07:00|Hop thon ngay 1/12 luc 07:00"
check "they are told" within is "$both" texts 1
check "a kill, and a clock set back over the hour" wake_at "2026-12-01 06:59:57" KILL
must within has "Hop" eval 'sleep 4; texts 1'
check "tell nobody twice" is "$both" texts 1
check "two were made, none was missed" is "2 0" schedule '"\(.made) \(.missed)"'

# ---- slept through ----
check "the box wakes eight hours late" wake_at "2027-01-01 15:00"
check "what is still worth it goes out" within is "$both|Hop thon ngay 1/1 luc 07:00" texts 1
check "its reminders are missed" is "3 2" schedule '"\(.made) \(.missed)"'
check "the head is told" within has "lo 2 lan gui cua lich so 1" texts 99
check "the box wakes more than two months later, and doubts its clock" all \
  'wake_at "2027-03-10 08:00"' 'is unknown get /api/stats .clock.state'
check "it misses nothing by a doubted clock" is "3 2" schedule '"\(.made) \(.missed)"'
check "a person confirms the clock" call POST /api/clock/confirm
check "what is too late is missed" within is "3 8" schedule '"\(.made) \(.missed)"'
check "and never sent" is "$both|Hop thon ngay 1/1 luc 07:00" texts 1
check "the journal says so" has "6 came too late" get /api/journal?limit=20 '.journal[].detail'
check "it goes on" is 2027-03-29T07:00:00+07:00 schedule .next_at

# ---- trouble ----
check "a schedule rests" call PUT /api/schedules/1 '{"paused": true}'
check "while it rests nothing is sent or missed" all 'wake_at "2027-03-30 08:00"' \
  'call PUT /api/schedules/1 "{\"paused\": false}"' 'is "3 8" schedule "\"\(.made) \(.missed)\""'
must call DELETE /api/groups/nongdan
check "its group is gone when the evening comes" wake_at "2027-03-31 18:59:58"
check "the head is told by name" within has "Lich so 1 ngay 1/4 khong gui duoc: nongdan" texts 99
check "so is whoever looks" is 'there is no group "nongdan"' schedule .why
check "a schedule is removed" call DELETE /api/schedules/1
check "the second who removes it is told so" refused 404 unknown_schedule DELETE /api/schedules/1

finish
