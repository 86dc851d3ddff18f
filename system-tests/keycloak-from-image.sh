#!/usr/bin/env bash
# keycloak-from-image.sh VERSION: puts the distribution out of an image to where VersionsIT looks for it.
set -euo pipefail
cd "$(dirname "$0")"

version=${1:?say which version}
folder=target/versions/$version
mkdir -p "$folder"
container=$(docker create "quay.io/keycloak/keycloak:$version")
docker cp "$container:/opt/keycloak" "$folder/keycloak-$version"
docker rm "$container" >/dev/null
