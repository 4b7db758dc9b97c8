#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Signing in at the console: the first link, sessions, what a foreign page cannot do, lock-out.
set -u
# shellcheck source=tests/api/house.sh
. "$(dirname "$0")/house.sh"
# shellcheck source=tests/api/browser.sh
. "$(dirname "$0")/browser.sh"

configure
start_house

browse GET /api/households
refused 401 sign_in
result $? "who has not signed in sees nothing"
browse GET /api/no-such-thing
refused 401 sign_in
result $? "not even which resources there are"
browse GET /healthz
answered 200
result $? "whether the box lives is no secret"

link=$(printed_link)
[[ $link ]]
result $? "the first start prints a link for the head"
! grep -qa "$link" "$dir/thonbao.db" "$dir/thonbao.db-wal"
result $? "which is not in the database as such"
browse_json POST /api/links/look "{\"link\": \"$link\"}"
answered 200 '.name == null and .role == "head"'
result $? "the link says that it is for a head who names himself"
use_link "$link" "Ông Ba" "ngan"
refused 422 weak_password
use_link "$link" "Ông Ba" "aaaaaaaaaaaa"
refused 422 weak_password
use_link "$link" "Ông Ba Ba" "ÔNG BA BA"
refused 422 weak_password
result $? "passwords that anybody would guess are refused, and the link stays good"
browse_json POST /api/links/use \
  "{\"link\": \"$link\", \"name\": \"Ông Ba\", \"phone\": \"0258 3564079\", \"password\": \"trâu bò gà vịt\"}"
refused 422 bad_number
result $? "a telephone of his that takes no SMS is refused, and the link stays good"
browse_json POST /api/links/use \
  "{\"link\": \"$link\", \"name\": \"Ông Ba\", \"phone\": \"0905 123 456\", \"password\": \"trâu bò gà vịt\"}"
remember_csrf
answered 200 '.name == "Ông Ba" and .role == "head" and (.csrf | length) == 43'
result $? "the head chooses his password and is signed in"
[[ $(header Set-Cookie) == *HttpOnly* && $(header Set-Cookie) == *SameSite=Strict* ]]
result $? "his cookie is kept from scripts and from other sites"
[[ $(header Cache-Control) == no-store ]]
result $? "answers are not kept by the browser"
browse GET /api/session
answered 200 '.name == "Ông Ba" and .village == "Thạnh Mỹ"'
result $? "he is known again"
ask GET /api/staff
answered 200 '.staff | map([.name, .role, .phone]) == [["Ông Ba", "head", "+84905123456"]]'
result $? "his telephone is kept, where calls for help are told"
cookie=$(awk '/thonbao/ { print $NF }' "$jar")
[[ ${#cookie} == 43 ]] && ! grep -qa "$cookie" "$dir/thonbao.db" "$dir/thonbao.db-wal"
result $? "the cookie is not in the database as such"
browse_json POST /api/links/look "{\"link\": \"$link\"}"
refused 410 link_over
result $? "the link is good once"

browse_json POST /api/groups '{"name": "Nông dân"}'
answered 200
ask GET /api/journal
answered 200 '.journal[0] | .what == "group added" and .author == "Ông Ba"'
result $? "what he changes stands in the journal under his name"
csrf='' browse_json POST /api/groups '{"name": "Một"}'
refused 403 foreign_page
csrf=sai browse_json POST /api/groups '{"name": "Một"}'
refused 403 foreign_page
result $? "a change without the token of its session is refused"
browse_json POST /api/groups '{"name": "Một"}' -H "Origin: http://evil.example"
refused 403 foreign_page
browse_json POST /api/groups '{"name": "Một"}' -H "Origin: null"
refused 403 foreign_page
browse_json POST /api/groups '{"name": "Một"}' -H "Sec-Fetch-Site: cross-site"
refused 403 foreign_page
browse_json POST /api/session '{"name": "Ông Ba", "password": "trâu bò gà vịt"}' \
  -H "Origin: http://evil.example"
refused 403 foreign_page
result $? "and so is one from another site's page, the sign-in too"
browse_json POST /api/groups '{"name": "Phụ nữ"}' -H "Origin: http://$console"
answered 200
result $? "its own page's is not"
browse GET /api/households -H 'Host: evil.example'
refused 421 unknown_host
browse GET / -H 'Host: evil.example'
[[ $status == 421 ]]
result $? "a name that is not the console's is not answered"
ask GET /api/groups
answered 200 '.groups | map(.name) | sort == ["Nông dân", "Phụ nữ"]'
result $? "whatever was refused changed nothing"

stop_house KILL
start_house
browse GET /api/session
answered 200 '.name == "Ông Ba"'
result $? "a session survives a crash of the daemon"
[[ $(grep -c '#link=' "$dir/log") == 1 ]]
result $? "no further link is printed once somebody has an account"

browse_json PUT /api/session/password '{"old": "sai", "new": "trâu bò gà vịt 2"}'
refused 401 wrong_password
cp "$jar" "$dir/other-jar"
sign_in "Ông Ba" "trâu bò gà vịt"
answered 200
browse_json PUT /api/session/password '{"old": "trâu bò gà vịt", "new": "trâu bò gà vịt 2"}'
answered 200
browse GET /api/session
answered 200
result $? "another password leaves its own session"
jar=$dir/other-jar browse GET /api/session
refused 401 sign_in
result $? "and ends the others"
# The same words, their accents typed as letters of their own (NFD).
sign_in "Ông Ba" "$(printf 'tra\xcc\x82u bo\xcc\x80 ga\xcc\x80 vi\xcc\xa3t 2')"
answered 200
result $? "a password is the same on every keyboard"
browse DELETE /api/session
answered 200
browse GET /api/session
refused 401 sign_in
result $? "signing out ends the session"

become "Chị Tư" clerk
answered 200 '.name == "Chị Tư" and .role == "clerk"'
result $? "a link made for a clerk signs her in as one"
send DELETE "/api/staff/Ch%E1%BB%8B%20T%C6%B0" '{}'
browse GET /api/session
refused 401 sign_in
result $? "who is no longer staff is no longer signed in"

for _ in 1 2 3 4 5; do
  sign_in "Ông Ba" "sai rồi"
done
refused 401 wrong_password
result $? "a wrong password is refused"
sign_in "Ông Ba" "trâu bò gà vịt 2"
refused 429 too_many_attempts && (($(header Retry-After) > 0))
result $? "after five of them even the right one has to wait"
sign_in "ông ba " "trâu bò gà vịt 2"
refused 429 too_many_attempts
result $? "however the name is written"
sign_in "Không ai" "gì đó"
refused 429 too_many_attempts
result $? "and so has every other name from the same address"
end
