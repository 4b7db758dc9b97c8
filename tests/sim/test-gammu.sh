#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian's gammu, unchanged, works with the simulator: it identifies the modem, sends short, long and
# accented texts, reads and deletes what came, asks for the balance, enters a PIN and understands a
# refusal. It takes its time, so each task has a modem of its own and all go on together.
. "$(dirname "$0")/sim.sh"

task() { # MODEM, then gammu's arguments, more of them after each --; its output is in $folder/MODEM.out
  local modem=$1
  shift
  printf '[gammu]\ndevice = %s\nconnection = at\n' "$folder/$modem" >"$folder/$modem.rc"
  while (($#)); do
    local args=()
    while (($#)) && [[ $1 != -- ]]; do
      args+=("$1")
      shift
    done
    (($#)) && shift
    timeout 100 gammu -c "$folder/$modem.rc" "${args[@]}" </dev/null
  done >"$folder/$modem.out" 2>&1
}

said() { # MODEM PATTERN: gammu has said so
  cat "$folder/$1.out"
  grep -qE -- "$2" "$folder/$1.out"
}

modems=()
for name in who short long accents reads money refused; do
  modems+=(--modem "$name,submit=0,registration=0,credit=54321,price=0")
done

plan 14
start_sim "${modems[@]}" --open --speed 100
control receive reads +84912345678 "1 nhưng cháu đang sốt" >/dev/null
control receive reads VIETTEL "Tai khoan cua quy khach con 54.321d" >/dev/null
control fault refused cms 38 >/dev/null

long="Lich tiem phong: sang thu Ba ngay 18/3 tai nha van hoa thon, ba con dua cac chau tu 6 den 35 \
thang tuoi den dung gio, mang theo so tiem chung. Chau nao dang sot thi hoan, bao lai cho y te thon."
storm="Bão số 12 đêm nay vào bờ, gió giật cấp 12. Chằng chống nhà cửa xong trước 16 giờ. Trả lời 1."

task who identify -- networkinfo &
task short sendsms TEXT 0912345671 -text "Moi ba con hop thon" -report &
task long sendsms TEXT 0912345672 -text "$long" -len 400 &
task accents sendsms TEXT 0912345673 -unicode -text "$storm" -len 400 &
task reads getallsms -- deleteallsms 1 &
task money getussd '*101#' &
task refused sendsms TEXT 0912345674 -text "khong di duoc" &
for job in $(jobs -p); do
  [[ $job == "${started[0]}" ]] || wait "$job"
done

check "identify tells the model" said who "SIM4G"
check "networkinfo tells the operator" said who "Viettel"
check "sendsms sends a short text" said short "OK, message reference=0"
check "it reaches the handset" control wait handset.0912345671.messages 1
check "sendsms sends a long text in parts" said long "Sending SMS 2/2.*OK"
check "the handset joins them" control wait handset.0912345672.messages 1
check "and reads the whole" output_has "2	-	$long" control inbox 0912345672
check "sendsms sends an accented text" said accents "OK, message reference"
control wait handset.0912345673.messages 1 >/dev/null
check "every accent arrives" output_has "$storm" control inbox 0912345673
check "getallsms reads what came" said reads "1 nhưng cháu đang sốt"
check "and the operator's name" said reads '"VIETTEL"'
check "deleteallsms deletes it" control wait modem.reads.sm_used = 0
check "getussd asks for the balance" said money "So du tai khoan: 54\.321d"
check "a refusal is understood" said refused "error 38"
finish
