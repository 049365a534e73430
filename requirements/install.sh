#!/bin/sh
# Installs Python 3.10 and the pinned packages into .venv, from nothing but a Python 3.
#
# usage: requirements/install.sh run|dev
# `dev` holds everything that `run` holds, so it counts for both.
set -eu
cd "$(dirname "$0")/.."
wanted=$1
uv_version=0.13.9
log=.venv-install.log

fail() {
    printf 'verbatim: %s\n' "$1" >&2
    [ ! -s "$log" ] || printf 'The whole story is in %s.\n' "$log" >&2
    exit 1
}

explain() { # says what a failed installation most likely means
    if grep -qiE 'no space left|disk quota' "$log"; then
        fail 'The disk is full: about 3 GB are needed. Make room and try again.'
    elif grep -qiE 'failed to fetch|error sending request|dns error|connect|timed out|network' "$log"; then
        fail 'The package index cannot be reached. Check the network (and proxy), then try again.'
    elif grep -qiE 'gcc|compiler|cl\.exe|Python\.h' "$log"; then
        fail 'A package needs a C compiler on this machine. Install one (Debian: apt-get install build-essential), then try again.'
    elif grep -qiE 'hash mismatch' "$log"; then
        fail 'A downloaded package is not the one we pinned. Do not go on; report this.'
    fi
    tail -n 5 "$log" >&2
    fail 'Installing failed.'
}

stamp() { printf '%s' "$(cksum < "requirements/$1.txt")"; }
for have in dev "$wanted"; do
    [ "$(cat ".venv/.installed-$have" 2>/dev/null || true)" != "$(stamp "$have")" ] || exit 0
done

# A pyenv shim is there even where its version is not, so each candidate is tried out.
works() { "$@" --version >/dev/null 2>&1; }
uv=
for candidate in uv "$HOME/.local/bin/uv" .uv/bin/uv; do
    if works "$candidate"; then uv=$candidate; break; fi
done
if [ -z "$uv" ]; then
    python=
    for candidate in python3 python python3.13 python3.12 python3.11 python3.10 /usr/bin/python3; do
        if works "$candidate"; then python=$candidate; break; fi
    done
    [ -n "$python" ] || fail 'No Python 3 was found. Install one (Debian: apt-get install python3 python3-venv).'
    echo 'Installing uv ...'
    { "$python" -m venv .uv && .uv/bin/python -m pip install -q "uv==$uv_version"; } >"$log" 2>&1 || {
        grep -qiE 'ensurepip|No module named .?(venv|pip)' "$log" &&
            fail 'This Python has no venv. Install it (Debian: apt-get install python3-venv) or install uv.'
        explain
    }
    uv=.uv/bin/uv
fi

echo 'Installing Python 3.10 and the pinned packages into .venv (about 2.5 GB; once) ...'
if ! works .venv/bin/python; then
    "$uv" venv -q --python 3.10 .venv >"$log" 2>&1 || explain
fi
"$uv" pip sync -q -p .venv --require-hashes "requirements/$wanted.txt" >"$log" 2>&1 || explain
rm -f "$log"
stamp "$wanted" >".venv/.installed-$wanted"
