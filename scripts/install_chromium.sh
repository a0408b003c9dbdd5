#!/bin/sh
# Chromium for the browser tests, from Debian, where we may install it. Never fails: without it those
# tests are skipped with their reason.
for name in chromium chromium-browser; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "no Chromium: there is no apt-get here; browser tests are skipped"
elif [ "$(id -u)" != 0 ]; then
  echo "no Chromium: only root may install it (apt-get install chromium); browser tests are skipped"
else
  export DEBIAN_FRONTEND=noninteractive
  { timeout 120 apt-get -qq update && timeout 480 apt-get -qq -y --no-install-recommends install \
    chromium fonts-noto-cjk; } >/dev/null 2>&1 </dev/null ||
    timeout 480 apt-get -qq -y --no-install-recommends install chromium >/dev/null 2>&1 </dev/null ||
    echo "no Chromium: apt-get could not install it; browser tests are skipped"
fi
exit 0
