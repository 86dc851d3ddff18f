#!/usr/bin/env bash
# Like the haproxy image's: master-worker mode, in the foreground.
set -euo pipefail

if [ "${1:-}" = haproxy ]; then
  shift
  set -- haproxy -W -db "$@"
fi
exec "$@"
