#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Who may use the socket: root, the daemon's own user, members of the socket's group; whoever it is
# stands in the journal.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"

if ((EUID != 0)) || ! command -v setpriv >/dev/null; then
  echo "1..0 # SKIP only root can be somebody else"
  exit 0
fi
configure
start_house

[[ $(stat -c %a "$dir/sock") == 660 ]]
result $? "the socket is for its owner and its group"

# As nobody (65534), who may reach the file for this test; the answer is the daemon's own.
chmod 711 "$dir"
as_nobody() { # GROUP METHOD PATH [CURL-ARGUMENT...]
  local group=$1 method=$2 path=$3
  shift 3
  status=$(setpriv --reuid 65534 --regid 65534 --groups "$group" curl -s -o - -w '\n%{http_code}' \
    --unix-socket "$dir/sock" -X "$method" "$@" "http://house$path" 2>/dev/null)
  body=${status%$'\n'*}
  status=${status##*$'\n'}
}
as_nobody 65534 GET /api/households
[[ $status == 000 ]]
result $? "the file keeps strangers out"
chmod 666 "$dir/sock"
as_nobody 65534 GET /api/households
refused 403 not_allowed
result $? "and so does the daemon, when the file does not"
as_nobody 65534 POST /api/groups --data-binary '{"name": "Kẻ trộm"}'
refused 403 not_allowed
ask GET /api/groups
answered 200 '.groups == []'
result $? "a stranger changes nothing"
group=$(stat -c %g "$dir/sock")
as_nobody "$group" POST /api/groups --data-binary '{"name": "Nông dân"}'
answered 200
result $? "a member of the socket's group may"
ask GET /api/journal
answered 200 '.journal[0] | .what == "group added" and .author == "nobody"'
result $? "and stands in the journal by name"
end
