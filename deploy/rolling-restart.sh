#!/bin/sh
# Restarts processes one after the other, each once the one before it answers again:
#   rolling-restart.sh 5005 5006
# With systemd; set RESTART to another command that takes a port and waits, for other systems.
set -eu
restart=${RESTART:-systemctl_restart}
systemctl_restart() { systemctl restart "verbatim@$1"; }
for port in "$@"; do
    "$restart" "$port"
    "$(dirname "$0")/wait-until-ready.sh" "http://127.0.0.1:$port" 120
    sleep "${PAUSE:-0}" # with fail_timeout in nginx.conf: longer than that
done
