#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Service codes through the API: an answer, a menu, a dialogue that is broken off.
. "$(dirname "$0")/lib.sh"

dial() { # CODE
  call POST /api/carriers/m1/ussd "{\"code\": \"$1\"}"
}

carrier m1
configure
start_sim --modem m1,$quick
must start_daemon
must within ready m1

check "a code is answered" all 'dial "*101#"' '[[ $(gojq -r .state "$folder/answer") == done ]]'
check "with the network's words" has '1\.000\.000' gojq -r .text "$folder/answer"
control 'ussd *098# menu Chọn gói:\n1. Ngày\n2. Tháng' >/dev/null
control 'ussd *098#>2 menu Gói tháng 70.000đ\n1. Đồng ý' >/dev/null
control 'ussd *098#>2>1 end Đã đăng ký' >/dev/null
check "a menu is shown" all 'dial "*098#"' '[[ $(gojq -r .state "$folder/answer") == reply_wanted ]]'
check "line by line, with accents" is $'Chọn gói:\n1. Ngày\n2. Tháng' gojq -r .text "$folder/answer"
check "a choice opens the next menu" has "Gói tháng 70.000đ" dial 2
check "the last choice ends it" all 'dial 1' '[[ $(gojq -r .state "$folder/answer") == done ]]' \
  'has "Đã đăng ký" cat "$folder/answer"'
check "a dialogue can be broken off" all 'dial "*098#"' 'call DELETE /api/carriers/m1/ussd'
check "the next code begins anew" has '1\.000\.000' dial "*101#"
check "only digits, stars and hashes are dialled" refused 422 bad_code \
  POST /api/carriers/m1/ussd '{"code": "*101#\";+CMGD=1"}'
check "an unknown carrier is refused" refused 404 unknown_carrier \
  POST /api/carriers/m7/ussd '{"code": "*101#"}'
finish
