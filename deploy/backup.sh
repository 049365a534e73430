#!/bin/sh
# Copies the conversations while they are in use, and keeps the newest copies:
#   backup.sh FOLDER HOW_MANY
set -eu
folder=$1
keep=${2:-14}
cd "$(dirname "$0")/.."
mkdir -p "$folder"
name=$folder/conversations-$(date -u +%Y%m%dT%H%M%SZ).sqlite
"${PYTHON:-.venv/bin/python}" -m verbatim conversations backup "$name"
ls -1t "$folder"/conversations-*.sqlite | tail -n +"$((keep + 1))" | while read -r old; do
    rm -f "$old"
done
