#!/usr/bin/env bash
# Writes a dump of the running deployment's database:  docker/backup.sh FILE [docker compose options]
# The dump holds client secrets, password hashes and signing keys: mode 600, and keep it so.
set -euo pipefail
cd "$(dirname "$0")"

file=${1:?usage: docker/backup.sh FILE}
shift
umask 077
partial=$file.partial
trap 'rm -f "$partial"' EXIT
docker compose "$@" -f compose.yaml exec -T database \
  pg_dump --format=custom --username=keycloak keycloak >"$partial"
# A dump that cannot be read is found now, and not on the day it is needed.
docker compose "$@" -f compose.yaml exec -T database pg_restore --list <"$partial" >/dev/null
mv "$partial" "$file"
echo "$file: $(wc -c <"$file") bytes"
