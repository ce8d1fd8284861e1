#!/usr/bin/env bash
# Starts the product with its demo in a folder of its own, drives it with headless Chromium, and stops all it started:
# the tests of the page, or the command that is given.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
chmod 755 "$folder"
server=
stop() {
  status=$?
  trap - EXIT INT TERM
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    kill -INT "$server"
    for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$server" 2>/dev/null || true
  fi
  # The database outlives a server that was killed.
  if [ -f "$folder/var/postgres/postmaster.pid" ]; then
    kill -INT "$(head -1 "$folder/var/postgres/postmaster.pid")" 2>/dev/null || true
    sleep 1
  fi
  if [ "$status" != 0 ]; then
    echo "--- what the server said:"
    tail -n 40 "$folder"/*.log 2>/dev/null || true
  fi
  rm -rf "$folder"
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

MEDCARD_PORT=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Passkeys are known by the name of a host, never by its number.
export MEDCARD_PUBLIC_ADDRESS="http://localhost:$MEDCARD_PORT"
export MEDCARD_PORT MEDCARD_DATA_DIR="$folder/var" MEDCARD_DEMO=1
if [ -n "${MEDCARD_LOADED:-}" ]; then
  cp -a "$MEDCARD_LOADED" "$MEDCARD_DATA_DIR"
else
  .venv/bin/medcard demo >"$folder/demo.log" 2>&1
  # Whoever comes after has the same demo as it was in the beginning.
  export MEDCARD_LOADED="$folder/loaded"
  cp -a "$MEDCARD_DATA_DIR" "$MEDCARD_LOADED"
fi
.venv/bin/medcard serve >"$folder/serve.log" 2>&1 &
server=$!

export MEDCARD_PAGE="$MEDCARD_PUBLIC_ADDRESS"
for _ in $(seq 120); do
  kill -0 "$server" 2>/dev/null || { echo "The server did not start."; exit 1; }
  .venv/bin/python - <<'PY' 2>/dev/null && break
import os, urllib.request
urllib.request.urlopen(urllib.request.Request(os.environ["MEDCARD_PAGE"], headers={"Accept": "text/html"}), timeout=2)
PY
  sleep 0.5
done

# One sign-in a person for all files: an hour has few codes.
export MEDCARD_STATES="$folder/states"
mkdir "$MEDCARD_STATES"
if [ $# -gt 0 ]; then
  "$@"
  exit
fi
# What changes the demo's people comes after what reads of them as they are. Of what changes them, each needs what the ones
# before have left: a father without any access, requests to decide, cases that have pages.
changing=$(printf 'tests/browser/%s.test.mjs\n' account stranger keyboard access staff states twins)
writing=$(printf 'tests/browser/%s.test.mjs\n' diary everyone export misplaced paper protocol services visit written)
hiding=tests/browser/hiding.test.mjs
reading=$(ls tests/browser/*.test.mjs | grep -vxF "$changing"$'\n'"$writing"$'\n'"$hiding")
rm -rf tests/screens
mkdir tests/screens
tested="node --test --test-concurrency=1 --test-timeout=600000 --test-reporter=spec"
failed=0
# Node puts the files of one call into the order of their names.
for files in "$reading" $changing; do
  # shellcheck disable=SC2086
  $tested $files || failed=1
done
# Who writes into records has a demo of their own.
# shellcheck disable=SC2086
tests/browser/run.sh $tested $writing || failed=1
# Off unless a region switches it on: so has who hides entries from parents.
# shellcheck disable=SC2086
MEDCARD_TEEN_HIDE=1 tests/browser/run.sh $tested "$hiding" || failed=1
exit $failed
