#!/bin/sh
# Waits until a process answers a question end to end: wait-until-ready.sh URL SECONDS
set -eu
url=$1
left=${2:-120}
python=${PYTHON:-$(dirname "$0")/../.venv/bin/python}
while [ "$left" -gt 0 ]; do
    "$python" -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1] + "/ready", timeout=15)' \
        "$url" 2>/dev/null && exit 0
    sleep 1
    left=$((left - 1))
done
echo "verbatim: $url is not ready" >&2
exit 1
