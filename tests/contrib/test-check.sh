#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `thonbaod --check`: the shipped configuration has no faults; of a broken one every fault is named at
# once, each with its file and line.
#   test-check.sh THONBAOD CONFIG-DIR
set -u
daemon=$(realpath "$1") config=$(realpath "$2")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
number=0 failed=0

result() { # CONDITION-STATUS NAME
  number=$((number + 1))
  if (($1 == 0)); then
    echo "ok $number - $2"
  else
    echo "not ok $number - $2"
    sed 's/^/# /' "$dir/out"
    failed=1
  fi
}

check() { # FILE: leaves its exit status in $status, what it said in $dir/out
  "$daemon" --config "$1" --check >"$dir/out" 2>&1
  status=$?
}

line_of() { # TEXT FILE: the number of the line that holds it
  grep -nF -- "$1" "$2" | cut -d: -f1
}

names() { # FILE TEXT WORD...: the line of FILE with TEXT is named, with those words
  local at
  at="$1:$(line_of "$2" "$1"):"
  shift 2
  local found
  found=$(grep -F -- "$at" "$dir/out") || return 1
  for word; do
    [[ $found == *"$word"* ]] || return 1
  done
}

check "$config/thonbao.conf"
result $((status != 0)) "the shipped configuration has no faults"

contrib=$config/../contrib
for file in ../config/ man/ completions/ systemd/ udev/ sim/; do
  (cd "$contrib" 2>/dev/null && ls -d $file* 2>/dev/null)
done | while read -r file; do
  grep -qF "'$file'" "$contrib/meson.build" || echo "$file"
done >"$dir/out"
[[ ! -s $dir/out ]]
result $? "every configuration file, manual, unit, rule and completion is installed"

(cd "$config" && check thonbao.conf && exit $status)
result $? "nor when it is named without its folder"

for country in "$config"/numbers.*.conf; do
  cp "$config"/*.conf "$config"/*.model "$dir/"
  sed -i "s/numbers\.vn\.conf/$(basename "$country")/" "$dir/thonbao.conf"
  check "$dir/thonbao.conf"
  result $((status != 0)) "nor with $(basename "$country")"
done

cp "$config"/*.conf "$config"/*.model "$dir/"
cat >"$dir/broken.conf" <<'END'
village = { name = 7; timezone = "Mars/Olympus"; };
colour = "blue";
log = "loud";
sending = {
    attempts = 99;
    retry = "soon";
    quiet_from = "25:00";
    emergency_to_stopped = "yes";
    colour = "red";
};
carriers = (
    { device = "/dev/ttyUSB0"; },
    { name = "b"; prefixes = "+8498"; device = "/dev/ttyUSB1"; },
    { name = "b"; gap = "2h"; device = "/dev/ttyUSB2";
      balance = { code = "call me"; pattern = "[0-9"; }; }
);
@include "broken-numbers.conf"
@include "columns.vi.conf"
keywords = "broken-keywords.conf";
texts = {
    order_late = "Mã đã quá {nix}";
    reserve_left = "SIM {carrier} chỉ còn {amount}";
};
END
cat >"$dir/broken-numbers.conf" <<'END'
numbers = {
    country_code = "8four";
    ranges = ( { kind = "pigeon"; prefixes = [ "03" ]; digits = "10"; } );
};
END
echo 'yes = [ 1, 2 ];' >"$dir/broken-keywords.conf"
check "$dir/broken.conf"
main=$dir/broken.conf words=$dir/broken-keywords.conf

result $((status == 0)) "a broken configuration is refused"
names "$main" 'name = 7' name quotes
result $? "a wrong type is named"
names "$main" 'colour = "blue"' unknown colour
result $? "an unknown key is named"
names "$main" 'colour = "red"' unknown colour
result $? "an unknown key inside a group is named"
names "$main" 'log = "loud"' '"debug"'
result $? "a word that is none of the known ones is named, with those"
names "$main" 'attempts = 99' attempts 1 20
result $? "a value out of bounds is named, with the bounds"
names "$main" 'retry = "soon"' duration
result $? "a duration that is none is named"
names "$main" 'quiet_from = "25:00"' time
result $? "a time of day that is none is named"
names "$main" 'emergency_to_stopped' 'true or false'
result $? "a text where true or false is wanted is named"
names "$main" '{ device = "/dev/ttyUSB0"' name missing
result $? "a missing key is named"
names "$main" 'prefixes = "+8498"' list
result $? "a text where a list is wanted is named"
names "$main" 'gap = "2h"' gap
result $? "so is a fault in the third modem"
grep -qF 'two carriers are named "b"' "$dir/out"
result $? "two modems of one name are named"
grep -qF 'balance.code' "$dir/out" && grep -qF 'balance.pattern' "$dir/out"
result $? "a credit query that cannot work is named"
names "$main" 'order_late = ' '"{nix}"'
result $? "a word in braces that stands for nothing is named"
names "$main" 'reserve_left = ' '"{amount}"'
result $? "so is one that is filled in elsewhere only"
grep -qF 'Mars/Olympus' "$dir/out"
result $? "a time zone that is none is named"
grep -qE '^broken-numbers\.conf:1: country_code .*digits' "$dir/out"
result $? "faults of an included file are named with that file and its line"
grep -qE '^broken-numbers\.conf:3: kind .*"mobile"' "$dir/out"
result $? "all of them"
grep -qE "^$words:1: " "$dir/out"
result $? "faults of the words of replies are named in the same breath"
grep -E "missing" "$dir/out" | grep -qE "^$words: no is missing"
result $? "so is what lacks in them, with the file that lacks it"
grep -vE "^($dir/)?broken[a-z-]*\.conf(:[0-9]+)?: ." "$dir/out" >"$dir/rest"
[[ ! -s $dir/rest ]]
result $? "nothing is said without its file"

echo '@include "nowhere.conf"' >>"$dir/thonbao.conf"
check "$dir/thonbao.conf"
((status != 0)) && names "$dir/thonbao.conf" nowhere.conf file
result $? "a missing include is named, with the line that wants it"

sed -i '$d' "$dir/thonbao.conf"
rm "$dir/keywords.vi.conf"
check "$dir/thonbao.conf"
((status != 0)) && grep -qF "$dir/keywords.vi.conf" "$dir/out"
result $? "a missing file of words is named"

echo 'village = { name = "never closed;' >"$dir/torn.conf"
check "$dir/torn.conf"
((status != 0)) && grep -qE "^$dir/torn.conf:[12]: " "$dir/out"
result $? "a file that is torn off is named"

check "$dir/absent.conf"
((status != 0)) && grep -qF "$dir/absent.conf" "$dir/out"
result $? "a file that is not there is named"

echo "1..$number"
exit $failed
