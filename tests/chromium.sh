#!/bin/sh
# The browser tests drive Debian's Chromium. As root it is installed when missing; in the build its absence is an error.
set -u
for program in "${TELADAN_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$program" ] && command -v "$program" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Chromium belum ada; dipasang dari Debian (sekali saja) …"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi
if [ "${CI:-}" ]; then
    echo "Chromium tidak ada dan tidak dapat dipasang; pengujian peramban wajib di CI." >&2
    exit 1
fi
echo "PERHATIAN: Chromium tidak ada, pengujian peramban DILEWATI. Pasang sebagai root: apt install chromium" >&2
