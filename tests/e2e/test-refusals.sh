#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Numbers that the network refuses stop nobody else, and are tried as often as the configuration
# says.
. "$(dirname "$0")/lib.sh"

sending='attempts = 2;'
carrier m1
configure
start_sim --modem m1,submit=20ms,registration=0
must start_daemon
must within ready m1
must village 1 10

control refuse "$(phone 3)" 28 >/dev/null
check "an announcement to ten, one of whom is refused" announce all "Mai hop thon"
check "nine get it" within is 9 messages "$id" delivered
check "the tenth is tried again later" is "the last attempt failed, the next comes later" \
  get "/api/announcements/$id/messages?state=held" '.messages[0].why'
check "and then has failed" within is 1 messages "$id" failed
check "with the network's reason" is "the network refused it 28 2" \
  get "/api/announcements/$id/messages?state=failed" \
  '.messages[] | "\(.why) \(.code) \(.attempts)"'
check "its door is on the list" is H-90-3 get "/api/announcements/$id/doors" '.doors[].household'

control refuse "$(phone 3)" 28 1 >/dev/null
announce all "Mai tiem phong" >/dev/null
check "who is refused once gets it at the next try" within is 10 messages "$id" delivered

# ---- cancelled while a part is on its way ----
control refuse "$(phone 1)" 28 1 >/dev/null
control fault m1 late 1s on +CMGF >/dev/null
end_daemon
must start_daemon
must within ready m1
before=$(sim_value refused)
call POST /api/announcements "{\"to\": \"all\", \"text\": \"Mai cat dien\"}" >/dev/null
id=$(gojq .id "$folder/answer")
must call POST "/api/announcements/$id/cancel"
check "what is cancelled ends" within is true get "/api/announcements/$id" .done
check "and is not tried again" is 0 eval \
  'sql "SELECT count(*) FROM message WHERE announcement_id = $id AND state IN (0, 1, 2, 3)"'

# ---- a message that upsets the modem ----
control refuse "$(phone 5)" 304 >/dev/null
announce all "Mai phat gao" >/dev/null
check "a part that the modem calls invalid fails alone" within is 9 messages "$id" delivered
check "at once" is "this text cannot be sent" \
  get "/api/announcements/$id/messages?state=failed" '.messages[0].why'

# ---- what is refused before it is made ----
check "no text" refused 422 text_empty POST /api/announcements '{"to": "all", "text": ""}'
check "nobody to tell" refused 422 unknown_group POST /api/announcements \
  '{"to": "ngudan", "text": "x"}'
check "a number that is none" refused 422 bad_number POST /api/messages \
  '{"number": "0281234567", "text": "x"}'
check "a misspelt field" refused 400 unknown_key POST /api/announcements \
  '{"to": "all", "text": "x", "prioriti": "emergency"}'
finish
