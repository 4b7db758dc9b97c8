#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every route, asked as every role; and what is a leader's own.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

# Who may, in the order head, leader, clerk, viewer, nobody; y: gets to the resource, whatever it
# then says; -: 403, or 401 for nobody.
table='
GET    /api/households                y y y y -
GET    /api/households/CODE           y y y y -
PUT    /api/households/CODE           y - - - -
DELETE /api/households/CODE           y - - - -
GET    /api/households/CODE/history   y y y y -
POST   /api/households/CODE/merge     y - - - -
GET    /api/clusters                  y y y y -
GET    /api/groups                    y y y y -
POST   /api/groups                    y - - - -
DELETE /api/groups/NAME               y - - - -
PUT    /api/groups/NAME/groups/CHILD  y - - - -
DELETE /api/groups/NAME/groups/CHILD  y - - - -
POST   /api/groups/NAME/members       y - - - -
GET    /api/staff                     y y y y -
POST   /api/staff                     y - - - -
PUT    /api/staff/NAME                y - - - -
DELETE /api/staff/NAME                y - - - -
POST   /api/staff/NAME/unlock         y - - - -
POST   /api/staff/NAME/invite         y - - - -
GET    /api/tokens                    y - - - -
POST   /api/tokens                    y - - - -
DELETE /api/tokens/NAME               y - - - -
POST   /api/links                     y - - - -
POST   /api/links/look                y y y y y
POST   /api/links/use                 y y y y y
GET    /api/session                   y y y y -
POST   /api/session                   y y y y y
PUT    /api/session/password          y y y y -
GET    /api/announcements             y y y y -
POST   /api/announcements             y y - - -
GET    /api/announcements/ID          y y y y -
POST   /api/announcements/ID/cancel   y y - - -
POST   /api/announcements/ID/pause    y y - - -
POST   /api/announcements/ID/resume   y y - - -
POST   /api/announcements/ID/approve  y - - - -
GET    /api/announcements/ID/reach    y y y y -
GET    /api/announcements/ID/clusters y y y y -
GET    /api/announcements/ID/doors    y y y y -
POST   /api/announcements/ID/doors    y - - - -
POST   /api/announcements/ID/visited  y y y - -
GET    /api/announcements/ID/messages y y y y -
POST   /api/announcements/test        y y - - -
GET    /api/drafts                    y y - - -
POST   /api/drafts                    y y - - -
PUT    /api/drafts/ID                 y y - - -
DELETE /api/drafts/ID                 y y - - -
GET    /api/templates                 y y y y -
POST   /api/templates                 y - - - -
PUT    /api/templates/ID              y - - - -
DELETE /api/templates/ID              y - - - -
POST   /api/estimate                  y y - - -
POST   /api/clock/confirm             y - - - -
GET    /api/schedules                 y y y y -
POST   /api/schedules                 y y - - -
GET    /api/schedules/ID              y y y y -
PUT    /api/schedules/ID              y y - - -
DELETE /api/schedules/ID              y y - - -
GET    /api/messages                  y y y y -
POST   /api/messages                  y - - - -
GET    /api/feedback                  y y y y -
GET    /api/feedback/summary          y y y y -
GET    /api/feedback/ID               y y y y -
POST   /api/feedback/ID/close         y y y - -
POST   /api/feedback/ID/assign        y - y - -
POST   /api/feedback/ID/answer        y y y - -
POST   /api/feedback/ID/correct       y y y - -
GET    /api/carriers                  y y y y -
GET    /api/carriers/NAME/history     y y y y -
POST   /api/carriers/NAME/ussd        y - - - -
DELETE /api/carriers/NAME/ussd        y - - - -
POST   /api/carriers/NAME/proof       y - - - -
POST   /api/import                    y - - - -
GET    /api/import                    y y y y -
GET    /api/journal                   y y y y -
GET    /api/stats                     y y y y -
GET    /api/check                     y - - - -
POST   /api/backup                    y - - - -
GET    /api/events                    y y y y -
GET    /api/openapi.json              y y y y -
GET    /board.json                    y y y y y
GET    /metrics                       y y y y -
GET    /healthz                       y y y y y
DELETE /api/session                   y y y y -
'

configure
start_house
add_household T1-1 0905123411 1
add_household T2-1 0905123412 2
send POST /api/groups '{"name": "Nông dân"}'
send POST /api/groups '{"name": "Tổ lúa"}'
send POST /api/groups '{"name": "Phụ nữ"}'
ask PUT /api/groups/nongdan/groups/tolua
send POST /api/groups/tolua/members '{"join": ["T1-1"]}'
send POST /api/groups/phunu/members '{"join": ["T2-1"]}'

declare -A secrets
rm -f "$jar"
use_link "$(printed_link)" head "mat khau cua head"
mv "$jar" "$dir/jar-head"
secrets[head]=$csrf
for role in leader clerk viewer; do
  become "$role" "$role" '"groups": ["Nông dân"], "cluster": "1"'
  mv "$jar" "$dir/jar-$role"
  secrets[$role]=$csrf
done
secrets[nobody]=''

as() { # ROLE METHOD PATH [JSON]
  csrf=${secrets[$1]} jar=$dir/jar-$1
  browse_json "$2" "$3" "${4-{\}}" --max-time 2
}

diff <(sed -n 's/^\.B \([A-Z]* \/[^ ]*\)$/\1/p' "$MANUAL" | sort) \
  <(awk 'NF { print $1 " " $2 }' <<<"$table" | sort) >"$dir/body"
result $? "the table has every route"

# A message is sent and an announcement made by the body below; neither has anything to go out by.
while read -r method path head leader clerk viewer nobody; do
  [[ $method ]] || continue
  wrong=
  for role in nobody viewer clerk leader head; do
    asked=${path//CODE/x}
    asked=${asked//NAME/x}
    asked=${asked//CHILD/x}
    asked=${asked//\/ID/\/77}
    as $role "$method" "$asked"
    case ${!role} in
      y) [[ $status != 403 && ($status != 401 || $body == *wrong_password*) ]] || wrong+=" $role: $status" ;;
      -) [[ $status == $([[ $role == nobody ]] && echo 401 || echo 403) ]] || wrong+=" $role: $status" ;;
    esac
  done
  [[ -z $wrong ]]
  result $? "$method $path is for whom it should be$wrong"
done <<<"$table"

# The last line has signed them out.
for role in head leader clerk viewer; do
  jar=$dir/jar-$role
  sign_in "$role" "mat khau cua $role"
  secrets[$role]=$csrf
done
as leader POST /api/announcements '{"to": "nongdan", "text": "Họp"}'
answered 200
result $? "a leader announces to a group of his own"
as leader POST /api/announcements '{"to": "tolua", "text": "Họp"}'
answered 200
result $? "and to a part of it"
as leader POST /api/announcements '{"to": "nongdan, phunu", "text": "Họp"}'
refused 403 foreign_group
as leader POST /api/announcements '{"to": "all", "text": "Họp"}'
refused 403 foreign_group
result $? "and to nobody else"
as leader POST /api/estimate '{"to": "all", "text": "Họp"}'
refused 403 foreign_group
result $? "nor does he learn what that would take"
as leader POST /api/announcements '{"to": "nongdan", "text": "Bão", "priority": "emergency"}'
refused 403 not_allowed
result $? "he makes no emergencies"
as head POST /api/announcements '{"to": "all", "text": "Mời họp"}'
answered 200
id=$(gojq .id <<<"$body")
as leader POST "/api/announcements/$id/visited" '{"households": ["T1-1"]}'
answered 200 '.visited == 1'
result $? "he ticks a door of his cluster"
as leader POST "/api/announcements/$id/visited" '{"households": ["T2-1"]}'
refused 403 not_allowed
result $? "but not another's"
as leader POST "/api/announcements/$id/cancel"
refused 403 not_allowed
as leader POST /api/announcements/1/cancel
answered 200 '.state == "cancelled"'
result $? "he cancels what he has announced himself, and nothing else"
as leader POST /api/announcements "{\"to\": \"nongdan\", \"text\": \"x\", \"replaces\": $id}"
refused 403 not_allowed
result $? "nor does he replace another's"
again='"text": "Họp", "at": "07:00", "repeat": "FREQ=DAILY"'
as leader POST /api/schedules "{\"to\": \"all\", $again}"
refused 403 not_allowed
as leader POST /api/schedules "{\"to\": \"nongdan\", $again}"
answered 200
result $? "what comes again he plans for his own group only"
as head POST /api/schedules "{\"to\": \"all\", $again}"
answered 200
id2=$(gojq .id <<<"$body")
as leader DELETE "/api/schedules/$id2"
refused 403 not_allowed
as leader DELETE "/api/schedules/$((id2 - 1))"
answered 200
result $? "and takes back only his own"
as clerk POST "/api/announcements/$id/visited" '{"households": ["T2-1"]}'
answered 200 '.visited == 1'
result $? "a clerk ticks any door"
ask GET /api/journal
answered 200 '[.journal[].author] | index("leader") != null and index("clerk") != null'
result $? "the journal says who it was"
end
