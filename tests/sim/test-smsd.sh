#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Debian's gammu-smsd, unchanged, with files as its backend: it sends what is put in its outbox,
# files what comes, and gets its delivery reports. It does not survive that its modem is pulled out; the
# next one finds what came meanwhile.
. "$(dirname "$0")/sim.sh"

plan 6
start_sim --modem m,submit=0,registration=0 --open --speed 100
mkdir "$folder"/{inbox,outbox,sent,error}
cat >"$folder/smsdrc" <<X
[gammu]
device = $folder/m
connection = at
[smsd]
service = files
inboxpath = $folder/inbox/
outboxpath = $folder/outbox/
sentsmspath = $folder/sent/
errorsmspath = $folder/error/
logfile = $folder/smsd.log
deliveryreport = sms
checksecurity = 0
commtimeout = 1
receivefrequency = 1
X

appears() { # PATTERN: a file in the inbox holds it; smsd tells nobody, so look until it does
  local end=$((SECONDS + 60))
  until cat "$folder"/inbox/* 2>/dev/null | grep -q "$1"; do
    ((SECONDS < end)) || { cat "$folder/smsd.log"; return 1; }
    sleep 0.1
  done
}

start_smsd() {
  gammu-smsd -c "$folder/smsdrc" >/dev/null 2>&1 &
  smsd=$!
  started+=("$smsd")
}

start_smsd
check "smsd opens the modem" control wait modem.m.users 1

inject() {
  gammu-smsd-inject -c "$folder/smsdrc" TEXT "$1" -len 400 -unicode -text "$2"
}
inject 0912345678 "Bão số 12. Trả lời 1" >/dev/null 2>&1
check "it sends what is put in the outbox" control wait handset.0912345678.messages 1
check "it gets the delivery report" appears Delivered
control receive m +84912345678 "1 an toan" >/dev/null
check "it files what comes" appears "1 an toan"

control unplug m >/dev/null
control receive m +84912345678 "trong luc rut ra" >/dev/null
kill "$smsd"
wait "$smsd"
control replug m >/dev/null
start_smsd
check "the next smsd opens the modem that was plugged in again" control wait modem.m.users 1
check "what came meanwhile is not lost" appears "trong luc rut ra"
finish
