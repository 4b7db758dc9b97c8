# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# For end-to-end tests that need another time of day: the daemon's wall clock is libfaketime's. It
# starts at the time given and goes on from there at its usual speed; set_clock sets it while the
# daemon runs. Waits and time-outs are real.

faketime_lib=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -n 1)
# A sanitizer's runtime must be loaded before any other library.
sanitizer_lib=$(ldd "$THONBAOD" | awk '/libasan/ {print $3}')

fake_clock() { # TIME, of the village: the clock of the daemon that is started next
  set_clock "$1"
  clock=(env "LD_PRELOAD=${sanitizer_lib:+$sanitizer_lib:}$faketime_lib" "FAKETIME_TIMESTAMP_FILE=$folder/clock" FAKETIME_NO_CACHE=1
    FAKETIME_DONT_FAKE_MONOTONIC=1 TZ="${zone:-Asia/Ho_Chi_Minh}")
}

set_clock() { # TIME: the offset to it, because an absolute time would begin anew in each process
  local wanted now
  wanted=$(TZ=${zone:-Asia/Ho_Chi_Minh} date -d "$1" +%s)
  now=$(date +%s)
  printf '%+d' $((wanted - now)) >"$folder/clock.new"
  mv "$folder/clock.new" "$folder/clock"
}
