#!/usr/bin/env bash
# The part of the postgres image's entrypoint that a deployment uses: POSTGRES_USER, POSTGRES_DB,
# POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE, an empty volume is made into a database.
set -euo pipefail

[ "${1:-}" = postgres ] || exec "$@"
if [ "$(id -u)" -eq 0 ]; then
  # A secret that only root may read is read before root is given up.
  [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || export POSTGRES_PASSWORD="$(<"$POSTGRES_PASSWORD_FILE")"
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres: "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=${POSTGRES_USER:-postgres}
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:?}") \
    --auth-local=trust --auth-host=scram-sha-256 >/dev/null
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w -o "-c listen_addresses=''" start
  [ "${POSTGRES_DB:-$user}" = postgres ] || createdb --username="$user" "${POSTGRES_DB:-$user}"
  pg_ctl -w -m fast stop
fi
unset POSTGRES_PASSWORD
exec "$@" -c listen_addresses='*'
