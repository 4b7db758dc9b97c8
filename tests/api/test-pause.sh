#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pausing an announcement: what has not gone out waits, and says why; then it goes on.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure "sim=replying:ok"
start_house
for i in {1..5}; do
  add_household "T1-$i" "09051234$((10 + i))" 1
done
send POST /api/announcements '{"to": "all", "text": "Mời họp", "at": "2s"}'
id=$(gojq .id <<<"$body")
send POST "/api/announcements/$id/resume" '{}'
refused 409 not_paused
result $? "what is not paused cannot go on"
send POST "/api/announcements/$id/pause" '{}'
answered 200 '.state == "paused" and .paused and .messages.held == 5'
result $? "an announcement is paused"
send POST "/api/announcements/$id/pause" '{}'
refused 409 not_open
result $? "once"
ask GET "/api/announcements/$id/messages"
answered 200 '.messages | all(.state == "held" and (.why | test("paused")))'
result $? "its messages say why they are held"
stop_house KILL
start_house
# Another announcement goes out meanwhile, later than the first would have.
send POST /api/announcements '{"to": "all", "text": "Tin khác", "at": "3s"}'
wait_for "/api/announcements/$(gojq .id <<<"$body")" '.messages.delivered == 5'
ask GET "/api/announcements/$id"
answered 200 '.paused and .messages.held == 5 and .messages.delivered == 0'
result $? "it waits over a crash and past its time, while others go out"
send POST "/api/announcements/$id/resume" '{}'
answered 200 '.state == "open" and (.paused | not)'
wait_for "/api/announcements/$id" '.messages.delivered == 5'
result $? "then it goes out"
ask GET /api/journal
answered 200 '[.journal[].what] | index("pause") != null and index("resume") != null'
result $? "the journal says both"
send POST "/api/announcements/$id/cancel" '{}'
send POST "/api/announcements/$id/pause" '{}'
refused 409 not_open
result $? "a cancelled announcement is not paused"
end
