# SPDX-License-Identifier: GPL-2.0-or-later
# For shell tests: a thonbao-sim in a folder of the test's own, and TAP. THONBAO_SIM names the
# program.
set -u

folder=$(mktemp -d "${TMPDIR:-/tmp}/thonbao-sim-test.XXXXXX")
started=()
number=0
failures=0

clean_up() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  rm -rf "$folder"
}
trap clean_up EXIT

control() { # one command; prints its answer, fails unless that ends in ok
  local answer
  answer=$(socat -t 90 - "UNIX-CONNECT:$folder/control" <<<"$*")
  printf '%s\n' "$answer"
  [[ ${answer##*$'\n'} == ok* ]]
}

start_sim() { # options of thonbao-sim; ready when it returns
  "$THONBAO_SIM" --dir "$folder" "$@" &
  started+=($!)
  # Nothing tells of a socket being made: look until it is there, or the program is gone.
  until [[ -S $folder/control ]] || ! kill -0 "$!" 2>/dev/null; do sleep 0.02; done
}

plan() { echo "1..$1"; }

check() { # NAME COMMAND...: one test, good when the command is
  local name=$1 output
  shift
  number=$((number + 1))
  if output=$("$@" 2>&1); then
    echo "ok $number - $name"
  else
    echo "not ok $number - $name"
    sed 's/^/# /' <<<"$output"
    failures=$((failures + 1))
  fi
}

output_has() { # PATTERN COMMAND...: the command's output matches the extended expression
  local pattern=$1 output
  shift
  output=$("$@" 2>&1)
  printf '%s\n' "$output"
  grep -qE -- "$pattern" <<<"$output"
}

finish() { exit $((failures > 0)); }
