#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a living house answers is what the description of the API says, no key more or less.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"
here=$(cd "$(dirname "$0")" && pwd)

console_more='board = true;' configure "sim=replying:1"
start_house
ask GET /api/openapi.json
cp "$dir/body" "$dir/description"

faults() { # SCHEMA FILE: what is wrong, a line each
  gojq -r -L "$here" --slurpfile root "$dir/description" --arg schema "#/components/schemas/$1" \
    'include "schema"; faults($root[0]; {"$ref": $schema}; "")' "$2" 2>&1
}
# The last answer is good, and as described.
described() { # SCHEMA
  if [[ $status != 200 ]]; then
    result 1 "$1 is answered: $status $(head -c 200 <<<"$body")"
    return
  fi
  local wrong
  wrong=$(faults "$1" "$dir/body" | head -n 5)
  [[ -z $wrong ]]
  result $? "$1 is as described${wrong:+: $wrong}"
}
said_of() { # METHOD PATH: the schema of its good answer
  gojq -r --arg path "$2" --arg method "${1,,}" '.paths[$path][$method].responses["200"].content
    ["application/json"].schema["$ref"] | ltrimstr("#/components/schemas/")' "$dir/description"
}
check() { # METHOD PATH [JSON]: by the schema of the route, whose pieces are those of the path
  local route
  route=$(sed -E 's/\?.*//; s#^/api/(households|feedback|announcements|drafts|templates|schedules)/([^/]*[0-9][^/]*)#/api/\1/{id}#
    s#^/api/households/\{id\}#/api/households/{code}#
    s#^/api/(groups|staff|tokens|carriers)/[^/]+#/api/\1/{name}#; s#/groups/[a-z]+$#/groups/{child}#' <<<"$2")
  if [[ $1 == GET || $1 == DELETE ]]; then ask "$1" "$2"; else send "$1" "$2" "${3-{\}}"; fi
  described "$(said_of "$1" "$route")"
}

gojq -e '[.paths[][] | .responses["200"].content | length == 1] | all' "$dir/description" >/dev/null
result $? "every route says what it answers"

use_link "$(printed_link)" "Bà Tư" "trâu bò gà vịt"
described Session
browse GET /api/session
described Session
ask POST /api/import --data-binary "@$DATA/village/households.csv"
described Import
check GET /api/import
check PUT /api/households/Z-1 '{"head": "Sáu", "cluster": "1", "neighbour": "T1-001",
  "phones": [{"number": "0905123456"}, {"number": "0258 3123456"}]}'
check PUT /api/households/Z-2 '{"head": "Bảy"}'
check POST /api/households/Z-1/merge '{"household": "Z-2"}'
check GET /api/households/T1-001
check GET /api/households?limit=50
check GET '/api/households?search=T1-0'
check POST /api/groups '{"name": "Thử"}'
check PUT /api/groups/thu/groups/phunu
check POST /api/groups/thu/members '{"join": ["Z-1"]}'
check GET /api/groups
check GET /api/clusters
check DELETE /api/groups/thu/groups/phunu
check DELETE /api/groups/thu
check POST /api/staff '{"name": "Ba", "role": "leader", "phone": "0912345678", "cluster": "1",
  "groups": ["phunu"], "categories": ["health"]}'
check GET /api/staff
check PUT /api/staff/Ba '{"role": "clerk"}'
check POST /api/staff/Ba/invite
check POST /api/links
check POST /api/tokens '{"name": "kho", "role": "viewer"}'
check GET /api/tokens
check DELETE /api/tokens/kho
check POST /api/drafts '{"content": {"text": "x"}}'
check GET /api/drafts
check PUT /api/drafts/1 '{"content": {"text": "y"}}'
check DELETE /api/drafts/1
check POST /api/templates '{"name": "Họp", "content": {"text": "x"}}'
check GET /api/templates

announcement='"to": "banganh", "text": "Mời đừng họp", "options": ["1=Có đi|co", "2=Giúp"], "help_option": 2'
check POST /api/estimate "{$announcement}"
check POST /api/announcements "{$announcement}"
id=$(gojq .id <<<"$body")
wait_for "/api/announcements/$id" '.answers["1"] > 0 and .messages.delivered > 0'
described Announcement
check GET /api/announcements
check GET '/api/announcements?counts=1'
gojq -e '.announcements[0] | .reached > 0 and .answered > 0' <<<"$body" >/dev/null
result $? "the list says how many are reached and have answered"
check GET "/api/announcements/$id/messages"
check GET "/api/announcements/$id/reach"
check GET "/api/announcements/$id/clusters"
check POST /api/announcements '{"to": "phunu", "text": "Mai", "at": "6h"}'
later=$(gojq .id <<<"$body")
ask GET '/api/announcements?counts=1&limit=1'
gojq -e '.announcements[0] | .reached == 0 and .answered == null' <<<"$body" >/dev/null
result $? "what asks nothing is answered by nobody"
check GET "/api/announcements/$later/doors"
check POST "/api/announcements/$later/visited" '{"households": ["T1-001"]}'
check GET /api/households/T1-001/history
check POST "/api/announcements/$later/pause"
check POST "/api/announcements/$later/resume"
check POST "/api/announcements/$later/cancel"
check POST /api/schedules '{"to": "phunu", "text": "Rằm", "at": "06:30", "lunar": "15"}'
check GET /api/schedules
check GET /api/schedules/1
check PUT /api/schedules/1 '{"paused": true}'
check DELETE /api/schedules/1
check POST /api/messages '{"number": "0912345678", "text": "Chào"}'
check GET /api/messages

check GET /api/feedback
record=$(gojq '.feedback[0].id' <<<"$body")
check GET "/api/feedback/$record"
check POST "/api/feedback/$record/correct" '{"kind": "report", "category": "health"}'
check POST "/api/feedback/$record/assign" '{"staff": "Ba"}'
check POST "/api/feedback/$record/answer" '{"text": "Cảm ơn"}'
check POST "/api/feedback/$record/close"
check GET "/api/feedback/$record"
check GET /api/feedback/summary
check GET /api/carriers
check GET /api/carriers/sim/history
check POST /api/carriers/sim/ussd '{"code": "*101#"}'
check GET /api/journal
check GET /api/stats
check GET /api/check
check GET /healthz
check GET /api/openapi.json
check DELETE /api/households/Z-1
check DELETE /api/staff/Ba

browse GET /board.json
described Board

# A key too many, too few or of another kind is found.
ask GET /api/carriers
gojq '.carriers[0].proof.more = 1' "$dir/body" >"$dir/more"
gojq 'del(.carriers[0].proof.why)' "$dir/body" >"$dir/less"
gojq '.carriers[0].queued = "1"' "$dir/body" >"$dir/other"
gojq '.carriers[0].state = "gone"' "$dir/body" >"$dir/word"
[[ $(faults Carriers "$dir/more") == *'more is not known' && $(faults Carriers "$dir/less") == *'why is missing' &&
  $(faults Carriers "$dir/other") == *'is no "integer"' && $(faults Carriers "$dir/word") == *'none of'* ]]
result $? "an answer that is otherwise would be found"
stop_house
end
