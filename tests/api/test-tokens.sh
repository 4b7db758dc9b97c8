#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Tokens of other programs: shown once, with a role and an end, and told apart in the journal.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

configure
start_house

as() { # TOKEN METHOD PATH [JSON]
  rm -f "$jar"
  browse_json "$2" "$3" "${4-{\}}" -H "Authorization: Bearer $1"
}
make() { # NAME ROLE [JSON-MEMBERS]: leaves it in $token
  send POST /api/tokens "{\"name\": \"$1\", \"role\": \"$2\"${3:+, $3}}"
  token=$(gojq -r '.token // ""' <<<"$body")
}

make "xã" viewer '"expires": "30d"'
viewer=$token
answered 200 '.name == "xã" and .role == "viewer" and (.token | length) == 43 and .used_at == null'
result $? "a token is shown when it is made"
! grep -qa "$viewer" "$dir/thonbao.db" "$dir/thonbao.db-wal"
result $? "and is not in the database as such"
ask GET /api/tokens
answered 200 '.tokens | length == 1 and (.[0] | has("token") | not)'
result $? "the list does not show it again"
as "$viewer" GET /api/households
answered 200
result $? "a program with a token is answered"
as "$viewer" POST /api/groups '{"name": "x"}'
refused 403 not_allowed
result $? "as its role may"
ask GET /api/tokens
answered 200 '.tokens[0].used_at != null'
result $? "its last use is kept"
make "kho" head
head=$token
as "$head" POST /api/groups '{"name": "Nông dân"}'
answered 200
ask GET /api/journal
answered 200 '.journal[0] | .what == "group added" and .author == "token kho"'
result $? "what it changes stands in the journal under its name"
as "$head" POST /api/tokens '{"name": "thêm", "role": "head"}'
refused 403 not_allowed
as "$head" POST /api/links
refused 403 not_allowed
result $? "it does not make what would outlive it"
as "${head}x" GET /api/households
refused 401 sign_in
as "" GET /api/households
refused 401 sign_in
result $? "another's guess is not answered"
make "kho" viewer
refused 409 exists
result $? "names tell tokens apart"
make "mai" viewer '"expires": "2020-01-01"'
refused 422 bad_time
result $? "a token that would be too old at once is refused"
make "ngắn" viewer '"expires": "1s"'
short=$token
until as "$short" GET /api/groups && [[ $status != 200 ]]; do
  sleep 0.1
done
refused 401 sign_in
result $? "a token ends at its time"
ask DELETE "/api/tokens/kho"
answered 200
as "$head" GET /api/groups
refused 401 sign_in
result $? "and at once when it is revoked"
stop_house KILL
start_house
as "$viewer" GET /api/groups
answered 200
result $? "the others survive a crash of the daemon"
end
