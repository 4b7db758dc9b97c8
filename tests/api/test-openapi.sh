#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The description of the API, compared with the manual and with what the daemon answers.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

configure
start_house
ask GET /api/openapi.json
answered 200 '.openapi == "3.1.0" and (.info | has("title") and has("version"))'
result $? "it is a description in OpenAPI 3.1"
description=$body
# shellcheck disable=SC2016
diff <(sed -n 's/^\.B \([A-Z]*\) \(\/[^ ]*\)$/\1 \2/p' "$MANUAL" |
  sed -E 's/\/(CODE|NAME|CHILD|ID)/\/{\L\1}/g' | sort) \
  <(gojq -r '.paths | to_entries[] | .key as $path | .value | keys[] | "\(ascii_upcase) \($path)"' \
    <<<"$description" | sort) >"$dir/body"
result $? "it has every resource and method of the manual, and no other"
gojq -e '[.paths | to_entries[] | .key as $path | .value[] |
  (.parameters | map("{" + .name + "}")) == [$path | scan("\\{[a-z]+\\}")]] | all' <<<"$description" \
  >/dev/null
result $? "each piece of a path is a parameter"
gojq -e '[.. | objects | .["$ref"]? // empty | ltrimstr("#/") | split("/")] as $refs | . as $root |
  $refs | all(. as $path | $root | getpath($path) != null)' <<<"$description" >/dev/null
result $? "what it refers to is there"
gojq -e '.paths["/api/announcements"].post["x-roles"] == ["head", "leader"] and
  .paths["/healthz"].get.security == [] and
  .paths["/api/tokens"].post.security == [{session: []}]' <<<"$description" >/dev/null
result $? "it says which roles may"

# What is refused looks as described: every path is asked for what is not there or with nonsense.
wrong=
while read -r method path; do
  path=$(sed 's/{[a-z]*}/0/g' <<<"$path")
  ask "$method" "$path?nonsense=1" --max-time 5 --data-binary '{"nonsense": 1}'
  [[ $status == 2* ]] && continue
  answered "$status" '.error | (keys == ["code", "field", "message"]) and all(.[]; type == "string")' ||
    wrong+=" $method $path"
done < <(gojq -r '.paths | to_entries[] | .key as $path | .value | keys[] | "\(ascii_upcase) \($path)"' \
  <<<"$description")
[[ -z $wrong ]]
result $? "refusals are as it says$wrong"
end
