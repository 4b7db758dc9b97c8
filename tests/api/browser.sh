# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced after house.sh: asks at the console's address, as a browser with a jar of cookies.

# A port that nobody has: the console of this house.
free_port() {
  local port=$((10000 + RANDOM % 22000)) # below those that connections out are made from
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((10000 + RANDOM % 22000))
  done
  echo "$port"
}
console=127.0.0.1:$(free_port)
scheme=http csrf='' jar=$dir/jar

# Leaves the status in $status, the answer in $body, its headers in $dir/headers.
browse() { # METHOD PATH [CURL-ARGUMENT...]
  local method=$1 path=$2
  shift 2
  status=$(curl -sk -o "$dir/body" -D "$dir/headers" -w '%{http_code}' -b "$jar" -c "$jar" \
    -X "$method" -H "X-CSRF-Token: $csrf" "$@" "$scheme://$console$path")
  body=$(tr -d '\0' <"$dir/body" 2>/dev/null)
}

browse_json() { # METHOD PATH JSON [CURL-ARGUMENT...]
  local method=$1 path=$2 json=$3
  shift 3
  browse "$method" "$path" -H 'Content-Type: application/json' --data-binary "$json" "$@"
}

header() { # NAME: its value in the last answer
  tr -d '\r' <"$dir/headers" | sed -n "s/^$1: //Ip" | tail -n 1
}

remember_csrf() {
  csrf=$(gojq -r '.csrf // ""' <<<"$body")
}

# The secret of the link that the daemon wrote last.
printed_link() {
  sed -n 's/.*#link=\([A-Za-z0-9_-]*\).*/\1/p' "$dir/log" | tail -n 1
}

# Makes an account through a link and stays signed in.
use_link() { # SECRET NAME PASSWORD
  browse_json POST /api/links/use \
    "{\"link\": \"$1\", \"name\": \"$2\", \"password\": \"$3\"}"
  remember_csrf
}

sign_in() { # NAME PASSWORD
  rm -f "$jar"
  browse_json POST /api/session "{\"name\": \"$1\", \"password\": \"$2\"}"
  remember_csrf
}

# Adds a member of staff, and signs in as him with a password of his own.
become() { # NAME ROLE [JSON-MEMBERS]
  send POST /api/staff "{\"name\": \"$1\", \"role\": \"$2\"${3:+, $3}}"
  # gojq writes a space as forms do.
  ask POST "/api/staff/$(gojq -rn --arg name "$1" '$name | @uri | gsub("[+]"; "%20")')/invite" -d '{}'
  rm -f "$jar"
  use_link "$(gojq -r '.link | sub(".*#link="; "")' <<<"$body")" "" "mat khau cua $1"
}
