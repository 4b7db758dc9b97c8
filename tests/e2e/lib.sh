# SPDX-License-Identifier: GPL-2.0-or-later
# For end-to-end tests: a village, a GSM network (thonbao-sim) and the daemon in a folder of the
# test's own, and TAP. THONBAOD and THONBAO_SIM name the programs; the daemon finds thonbao-modem.
#
# A test waits for what it expects to see, with a limit that only a fault reaches. When a check
# fails the folder stays, with the daemon's log in it.
set -u

: "${THONBAOD:?}" "${THONBAO_SIM:?run it through meson test}"

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/thonbao-e2e.XXXXXX")
started=()
number=0
failures=0
limit=60 # seconds until a condition counts as never coming true

end_all() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null
  done
  for pid in "${started[@]}"; do
    wait "$pid" 2>/dev/null
  done
  if ((failures)); then
    echo "# kept: $folder"
    tail -n 30 "$folder/daemon.log" 2>/dev/null | sed 's/^/# /'
  else
    rm -rf "$folder"
  fi
}
trap end_all EXIT
trap 'exit 1' TERM INT

# ---- TAP ----

check() { # NAME COMMAND...: one test, good when the command is
  local name=$1 output
  shift
  number=$((number + 1))
  # Not in a subshell: a command may start programs and set variables.
  if "$@" >"$folder/check" 2>&1; then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' "$folder/check"
    failures=$((failures + 1))
  fi
}

must() { # COMMAND...: what the tests need to begin with
  "$@" >"$folder/check" 2>&1 && return
  sed 's/^/# /' "$folder/check"
  echo "Bail out! $*"
  failures=$((failures + 1))
  exit 1
}

skip() { # NAME WHY
  number=$((number + 1))
  echo "ok $number - $1 # SKIP $2"
}

finish() {
  echo "1..$number"
  exit $((failures > 0))
}

within() { # COMMAND...: succeeds as soon as the command does; nothing tells us when, so look often
  local end=$((SECONDS + limit))
  until "$@" >"$folder/within" 2>&1; do
    if ((SECONDS >= end)); then
      echo "not within $limit s: $*"
      cat "$folder/within"
      return 1
    fi
    sleep 0.1
  done
  cat "$folder/within"
}

is() { # WANTED COMMAND...: the command prints exactly this
  local wanted=$1 output
  shift
  output=$("$@")
  [[ $output == "$wanted" ]] && return
  printf 'wanted: %s\nis:     %s\nof:     %s\n' "$wanted" "$output" "$*"
  return 1
}

has() { # PATTERN COMMAND...: a line that the command prints matches the extended expression
  local pattern=$1 output
  shift
  output=$("$@")
  printf '%s\n' "$output"
  grep -qE -- "$pattern" <<<"$output"
}

hasnt() { # PATTERN COMMAND...: none does
  ! has "$@"
}

all() { # COMMAND, each an argument to be evaluated: all of them succeed
  local command
  for command in "$@"; do
    eval "$command" || { echo "failed: $command"; return 1; }
  done
}

# ---- the network ----

control() { # one command to the simulator; prints its answer, fails unless that ends in ok
  local answer
  answer=$(socat -t $((limit + 30)) - "UNIX-CONNECT:$folder/control" <<<"$*")
  printf '%s\n' "$answer"
  [[ ${answer##*$'\n'} == ok* ]]
}

sim_wait() { # NAME [=] NUMBER: until the simulator's value is so large
  control "wait $* ${limit}s"
}

sim_value() { # NAME
  control "get $1" | sed 's/^ok //'
}

inbox() { # NUMBER: what the handset has received: PARTS CLASS TEXT, a line each
  control "inbox $1" | sed '$d' | cut -f 3- | tr '\t' ' '
}

start_sim() { # options of thonbao-sim; quick unless they say otherwise
  "$THONBAO_SIM" --dir "$folder" --open --speed 100 --latency 100ms --report 100ms \
    --log "$folder/air" "$@" 2>>"$folder/sim.log" &
  sim=$!
  started+=("$sim")
  # Nothing tells of a socket being made: look until it is there, or the program is gone.
  until [[ -S $folder/control ]] || ! kill -0 "$sim" 2>/dev/null; do sleep 0.05; done
}

hears() { # MODEM N TEXT: a text of household N comes in
  control "receive $1 $(phone "$2") $3" >/dev/null
}

# A modem without waits: the test says what it wants slow.
quick=submit=0,registration=0

# ---- the daemon ----

carriers=()
limits='routine_a_day = 0;'
sending=
more=
clock=() # what goes before the daemon's command: faketime.sh fills it

carrier() { # NAME [SETTINGS]: a carrier on the simulator's modem of that name
  carriers+=("{ name = \"$1\"; device = \"$folder/$1\"; ${2:-} }")
}

configure() { # writes thonbao.conf from $carriers, $sending and $more
  local IFS=,
  cp "$source_root"/config/*.conf "$source_root"/config/*.model "$folder"
  cat >"$folder/thonbao.conf" <<X
database = "thonbao.db";
socket = "thonbao.sock";
console = { listen = ""; };
village = { name = "Thạnh Mỹ"; };
@include "numbers.vn.conf"
@include "columns.vi.conf"
sending = { quiet_from = "00:00"; quiet_until = "00:00"; retry = "1s"; $limits $sending };
carriers = ( ${carriers[*]} );
$more
X
}

run_daemon() { # options: starts it and does not wait
  "${clock[@]}" "$THONBAOD" --config "$folder/thonbao.conf" "$@" 2>>"$folder/daemon.log" &
  daemon=$!
  started+=("$daemon")
}

answers() { # the daemon's API does
  curl -s --max-time 5 --unix-socket "$folder/thonbao.sock" http://thonbao/healthz >/dev/null
}

start_daemon() { # options; ready to be asked when it returns
  run_daemon "$@"
  within answers_or_gone
  kill -0 "$daemon"
}

answers_or_gone() {
  answers || ! kill -0 "$daemon" 2>/dev/null
}

end_daemon() { # [SIGNAL]
  kill "-${1:-TERM}" "$daemon"
  wait "$daemon" 2>/dev/null
  true
}

modem_pid() { # NAME: the carrier process of the daemon that has this name as argument
  pgrep -P "$daemon" -f "thonbao-modem $1\$"
}

# ---- the API ----

call() { # METHOD PATH [BODY]: prints the answer, fails when the status says error
  local status
  status=$(curl -sS --max-time $((limit + 60)) --unix-socket "$folder/thonbao.sock" \
    -X "$1" ${3:+--data-binary "$3"} -o "$folder/answer" -w '%{http_code}' "http://thonbao$2")
  cat "$folder/answer"
  printf '%s' "$status" >"$folder/status"
  [[ $status == 2* ]]
}

get() { # PATH FILTER: what gojq's filter makes of the answer
  call GET "$1" | gojq -r "$2"
}

refused() { # STATUS CODE METHOD PATH [BODY]: the API refuses with this status and error code
  local status=$1 code=$2
  shift 2
  call "$@" && return 1
  [[ $(<"$folder/status") == "$status" && $(gojq -r .error.code "$folder/answer") == "$code" ]]
}

phone() { # N: the number of the household N, of the network 090 unless $prefix is another
  printf '+84%s%07d' "${prefix:-90}" "$1"
}

village() { # FROM TO [GROUP]: households H-N with one phone each
  local n
  {
    echo "Mã hộ,Chủ hộ,Tổ,Điện thoại 1,Nhóm"
    for ((n = $1; n <= $2; n++)); do
      echo "H-${prefix:-90}-$n,Chủ hộ $n,1,0${prefix:-90}$(printf %07d "$n"),${3:-nongdan}"
    done
  } >"$folder/list.csv"
  call POST "/api/import?name=list.csv" "@$folder/list.csv"
}

announce() { # TO TEXT [JSON FIELDS]: sets $id
  local body
  body=$(gojq -n --arg to "$1" --arg text "$2" "{to: \$to, text: \$text} + {${3:-}}")
  call POST /api/announcements "$body" || return 1
  id=$(gojq .id "$folder/answer")
}

messages() { # ID STATE: how many messages of the announcement are in the state
  get "/api/announcements/$1" ".messages.$2"
}

carrier_is() { # NAME FIELD: of the carrier
  get /api/carriers ".carriers[] | select(.name == \"$1\") | .$2"
}

ready() { # NAME...: the carriers are
  local name
  for name in "$@"; do
    [[ $(carrier_is "$name" state) == ready ]] || { get /api/carriers .; return 1; }
  done
}

feedback() { # FILTER over each record
  get /api/feedback?limit=1000 ".feedback[] | $1"
}

sql() { # reads the database beside the daemon
  sqlite3 -readonly -cmd '.timeout 5000' "$folder/thonbao.db" "$@"
}
