#!/usr/bin/env bash
# Gives both nodes of compose.cluster.yaml the image and the settings that .env names now, one after
# the other: logins and tokens go on meanwhile. Further arguments go to docker compose
# (-p PROJECT, --env-file FILE).
#
# For our jars, settings, and patch releases of Keycloak (26.7.x). For any other Keycloak version stop
# both nodes first, see docs/operations.md.
set -euo pipefail
cd "$(dirname "$0")"

compose() { docker compose "${options[@]}" -f compose.yaml -f compose.cluster.yaml "$@"; }

options=("$@")
# The node that stays has to be well, and have its part of what both hold, before the other one goes.
compose up -d --no-deps --no-recreate --wait --quiet-pull keycloak keycloak-2 || {
  echo "A node is not healthy, and nothing was replaced: 'docker compose ps' and its log say why." >&2
  exit 1
}
for node in keycloak keycloak-2; do
  echo "$node: goes"
  compose up -d --no-deps --force-recreate --wait --quiet-pull "$node"
  # Healthy for the engine is a moment earlier than two good checks of the proxy.
  sleep 5
  echo "$node: is back"
done
