#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The past of a household, and one household made of two.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure "sim=replying:cay do chan duong"
start_house
add_household T1-1 0905123411 1
add_household T1-2 0905123412 1
send PUT /api/households/T1-3 '{"head": "Lê Thị Ba", "phones": [{"number": "0905123413"}, {"number": "0905123412"}]}'
send POST /api/groups '{"name": "Nông dân"}'
send POST /api/groups/nongdan/members '{"join": ["T1-3"]}'
send POST /api/announcements '{"to": "nongdan", "text": "Mời họp thôn", "ack": true}'
id=$(gojq .id <<<"$body")
wait_for /api/feedback '.feedback | length == 1'
ask GET /api/households/T1-3/history
answered 200 '.history | length >= 2 and any(.what == "said" and .text == "Moi hop thon" and .announcement == '"$id"')
  and any(.what == "heard" and .text == "cay do chan duong" and .state == "open" and .feedback == 1)
  and (map(.at) | . == (sort | reverse))'
result $? "what was said and heard stands in one list, newest first"
ask GET /api/households/T1-1/history
answered 200 '.history == []'
result $? "another household has its own"
ask GET '/api/households/T1-3/history?limit=1'
answered 200 '.history | length == 1'
result $? "as much of it as is wanted"
ask GET /api/households/none/history
refused 404 not_found
result $? "a household that is not there has none"

send POST /api/households/T1-2/merge '{"household": "T1-2"}'
refused 422 same_household
send POST /api/households/T1-2/merge '{"household": "none"}'
refused 422 unknown_household
result $? "a household is merged with another that is there"
send POST /api/households/T1-2/merge '{"household": "T1-3"}'
answered 200 '.code == "T1-2" and .head == "Nguyễn Văn T1-2" and .groups == ["Nông dân"]
  and (.phones | map(.number)) == ["+84905123412", "+84905123413"]'
result $? "phones and groups of the other go over, each once"
ask GET /api/households/T1-3
refused 404 not_found
result $? "the other is no more"
ask GET /api/households/T1-2/history
answered 200 '.history | any(.what == "heard") and any(.what == "said")'
result $? "its past goes over"
ask GET "/api/announcements/$id/reach"
answered 200 '.reach | length == 1 and .[0].household == "T1-2" and .[0].by != ""'
result $? "and what has reached it"
ask GET /api/journal
answered 200 '.journal[0] | .what == "households merged" and .object == "T1-2" and .detail == "T1-3"'
result $? "the journal says so"
ask GET /api/check
answered 200 '.ok'
result $? "the database is whole"
end
