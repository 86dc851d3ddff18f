#!/usr/bin/env bash
# Builds the two images fedrealm/keycloak and fedrealm/provisioning from this checkout.
#
# Needs a JDK 17, Maven 3.8 and a container engine. The environment may name other base images
# (KEYCLOAK_IMAGE, JRE_IMAGE), the path below which Keycloak is served (HTTP_RELATIVE_PATH, "/auth"
# for FLNet), the vendor of the database (DB, "postgres" by default), and the images' tag (TAG). JARS=built uses the jars that are there.
set -euo pipefail
cd "$(dirname "$0")/.."

tag=${TAG:-local}
if [ "${JARS:-}" = built ]; then
  mvn -q -B -ntp -Psbom -pl spi-extensions,provisioning cyclonedx:makeBom
else
  mvn -q -B -ntp -Psbom -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl spi-extensions,themes,provisioning package
fi
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
arguments=(--build-arg "REVISION=$revision")
for name in KEYCLOAK_IMAGE JRE_IMAGE HTTP_RELATIVE_PATH DB; do
  [ -z "${!name:-}" ] || arguments+=(--build-arg "$name=${!name}")
done

docker build -q "${arguments[@]}" -t "fedrealm/keycloak:$tag" -f docker/Dockerfile .
docker build -q "${arguments[@]}" -t "fedrealm/provisioning:$tag" -f docker/provisioning/Dockerfile .
docker image ls --filter 'reference=fedrealm/*' --format '{{.Repository}}:{{.Tag}} {{.Size}}'
