# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by the shell tests of api and cli: a house of its own for each test (folder, daemon,
# carriers without modems), requests to it, and TAP. The environment gives THONBAOD, THONBAO,
# FAKE_CARRIER and CONFIG, the folder of the configuration.

dir=$(mktemp -d "${TMPDIR:-/tmp}/thonbao-test-XXXXXX")
number=0 failed=0 daemon_pid=
export THONBAO_SOCKET=$dir/sock FAKE_CARRIER_LOG=$dir/air
unset status body

finish() {
  ((BASHPID == $$)) || return
  stop_house
  rm -rf "$dir"
}
trap finish EXIT

result() { # CONDITION-STATUS NAME
  number=$((number + 1))
  if (($1 == 0)); then
    echo "ok $number - $2"
  else
    echo "not ok $number - $2"
    {
      echo "status ${status-}: ${body-}" | head -c 2000
      echo
      tail -n 20 "$dir/log"
    } | sed 's/^/# /'
    failed=1
  fi
}

end() { # the plan comes last
  echo "1..$number"
  exit $failed
}

configure() { # [CARRIER...]: NAME=BEHAVIOUR of fake-carrier
  local carrier carriers=
  for carrier; do
    carriers+="${carriers:+,}{ name = \"${carrier%%=*}\"; device = \"${carrier#*=}\";
      program = \"$FAKE_CARRIER\"; part_price = 250; }"
  done
  cp "$CONFIG"/*.conf "$CONFIG"/*.model "$dir/"
  cat >"$dir/thonbao.conf" <<EOF
database = "$dir/thonbao.db";
socket = "$dir/sock";
village = { name = "Thạnh Mỹ"; };
console = { listen = "${console-}"; ${console_more-} };
sending = { quiet_from = "00:00"; quiet_until = "00:00"; routine_a_day = 0; };
@include "numbers.vn.conf"
@include "columns.vi.conf"
@include "ambiguous.vi.conf"
carriers = ( $carriers );
EOF
}

start_house() { # waits until the daemon answers
  "$THONBAOD" --config "$dir/thonbao.conf" >>"$dir/log" 2>&1 &
  daemon_pid=$!
  until curl -s -o /dev/null --unix-socket "$dir/sock" http://house/healthz 2>/dev/null; do
    kill -0 "$daemon_pid" 2>/dev/null || {
      echo "Bail out! the daemon does not start: $(tail -n 3 "$dir/log")"
      exit 1
    }
    sleep 0.05
  done
}

# shellcheck disable=SC2120
stop_house() { # [SIGNAL]
  [[ -n $daemon_pid ]] || return 0
  kill "-${1:-TERM}" "$daemon_pid" 2>/dev/null
  wait "$daemon_pid" 2>/dev/null
  local ended=$?
  daemon_pid=
  return $ended
}

# Asks the API: leaves the HTTP status in $status and the answer in $body.
ask() { # METHOD PATH [CURL-ARGUMENT...]
  local method=$1 path=$2
  shift 2
  status=$(curl -s -o "$dir/body" -w '%{http_code}' --unix-socket "$dir/sock" -X "$method" \
    "$@" "http://house$path")
  body=$(tr -d '\0' <"$dir/body" 2>/dev/null)
}

send() { # METHOD PATH JSON
  ask "$1" "$2" -H 'Content-Type: application/json' --data-binary "$3"
}

# The last answer has this status and satisfies the gojq filter.
answered() { # STATUS [FILTER]
  [[ $status == "$1" ]] && { [[ $# -lt 2 ]] || gojq -e "$2" >/dev/null <<<"$body"; }
}

# The last answer is an error of this status and code, in our form.
refused() { # STATUS CODE
  answered "$1" ".error.code == \"$2\" and (.error.message | length > 0) and .error.field != null"
}

wait_for() { # PATH FILTER: asks until the answer satisfies the filter
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    ask GET "$1"
    answered 200 "$2" && return 0
    sleep 0.1
  done
  return 1
}

add_household() { # CODE PHONE CLUSTER [FRAIL]
  send PUT "/api/households/$1" \
    "{\"head\": \"Nguyễn Văn $1\", \"cluster\": \"$3\", \"frail\": ${4:-false},
      \"phones\": [{\"number\": \"$2\"}]}"
}
