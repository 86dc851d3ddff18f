#!/usr/bin/env bash
# Puts the deployment's database back to a dump of backup.sh:  docker/restore.sh FILE [options]
# Everything since then is lost. Stop all Keycloak nodes first; the database has to run.
set -euo pipefail
cd "$(dirname "$0")"

file=${1:?usage: docker/restore.sh FILE}
shift
compose() { docker compose "${options[@]}" -f compose.yaml -f compose.cluster.yaml "$@"; }

options=("$@")
running=$(compose ps --services --status running | grep '^keycloak' || true)
[ -z "$running" ] || {
  echo "Stop Keycloak first: docker compose stop $(echo $running)" >&2
  exit 1
}
compose exec -T database pg_restore --list <"$file" >/dev/null
compose exec -T database dropdb --username=keycloak --force keycloak
compose exec -T database createdb --username=keycloak keycloak
compose exec -T database \
  pg_restore --exit-on-error --no-owner --username=keycloak --dbname=keycloak <"$file"
echo "restored from $file; start Keycloak again"
