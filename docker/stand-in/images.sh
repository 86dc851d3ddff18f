#!/usr/bin/env bash
# Builds stand-ins for the four images that the deployment is made of, where no image registry can be
# reached: from Debian 13 packages and the Keycloak distribution on Maven Central.
#
#   docker/stand-in/images.sh        builds what is missing, about a minute
#   . docker/stand-in/images.env     makes the Dockerfiles and compose files use them
#
# They behave like the originals where the deployment can tell (paths, users, variables, Java 21), but
# they are not the originals: do not run them in production. The names say so, too. An image is built
# again when this folder or the Keycloak version changed (label io.fedrealm.stand-in).
set -euo pipefail
cd "$(dirname "$0")"

. ./images.env
services_image=localhost/fedrealm-stand-in/services
keycloak_version=${KEYCLOAK_IMAGE##*:}
recipe=$(cat images.sh images.env apt-sources.sh postgres/* haproxy/* | sha256sum | cut -c1-16)

is_current() {
  [ "$(docker image inspect --format '{{index .Config.Labels "io.fedrealm.stand-in"}}' "$1" 2>/dev/null)" = "$recipe" ]
}

# Packages of Debian 13 with what they need, as one archive.
debian() {
  local archive=$1 packages=$2
  shift 2
  ../stand-in/apt-sources.sh | mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --aptopt='APT::Sandbox::User "root"' \
    --essential-hook='mkdir -p "$1/usr/share/man/man1" "$1/usr/share/man/man7"' \
    "$@" --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*' trixie "$archive" -
}

# As the original has it: owned by 1000 in group 0, and the group may do what the owner may.
keycloak_archive() {
  mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact="org.keycloak:keycloak-quarkus-dist:$keycloak_version:zip" -DoutputDirectory="$work/dist" >&2
  mkdir -p "$work/opt"
  (cd "$work/opt" && jar -xf "$work"/dist/*.zip && mv "keycloak-$keycloak_version" keycloak)
  mkdir -p "$work/opt/keycloak/data"
  chmod 755 "$work/opt/keycloak/bin/"*.sh
  chmod -R g+rwX "$work/opt/keycloak"
  tar -C "$work" --owner=1000 --group=0 --numeric-owner -cf "$work/keycloak.tar" opt/keycloak
}

# build NAME CONTEXT, the Dockerfile comes on standard input
build() {
  docker build -q --label "io.fedrealm.stand-in=$recipe" -t "$1" -f - "$2" >/dev/null
  echo "$1 built: $(docker image inspect --format '{{.Size}}' "$1" | numfmt --to=si)"
}

java_images() {
  mkdir -p "$work/java"
  debian "$work/java/base.tar" ca-certificates,tzdata,openjdk-21-jre-headless \
    --customize-hook='ln -sf bash "$1/bin/sh"' \
    --customize-hook='echo "keycloak:x:1000:0:keycloak:/opt/keycloak:/sbin/nologin" >>"$1/etc/passwd"'
  build "$JRE_IMAGE" "$work/java" <<'DOCKERFILE'
FROM scratch
ADD base.tar /
ENV LANG=C.UTF-8
CMD ["bash"]
DOCKERFILE
  keycloak_archive
  mkdir "$work/keycloak"
  mv "$work/keycloak.tar" "$work/keycloak/"
  build "$KEYCLOAK_IMAGE" "$work/keycloak" <<DOCKERFILE
FROM $JRE_IMAGE
ADD keycloak.tar /
ENV KC_RUN_IN_CONTAINER=true
USER 1000
EXPOSE 8080 8443 9000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
DOCKERFILE
}

service_images() {
  mkdir -p "$work/services"
  debian "$work/services/base.tar" postgresql-17,haproxy \
    --customize-hook='rm -rf "$1"/var/lib/postgresql/17'
  cp -r postgres haproxy "$work/services/"
  build "$services_image" "$work/services" <<'DOCKERFILE'
FROM scratch
ADD base.tar /
DOCKERFILE
  build "$POSTGRES_IMAGE" "$work/services" <<DOCKERFILE
FROM $services_image
COPY --chmod=755 postgres/docker-entrypoint.sh /usr/local/bin/
ENV LANG=C.UTF-8 PGDATA=/var/lib/postgresql/data \
    PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/usr/lib/postgresql/17/bin
VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
DOCKERFILE
  build "$HAPROXY_IMAGE" "$work/services" <<DOCKERFILE
FROM $services_image
COPY --chmod=755 haproxy/docker-entrypoint.sh /usr/local/bin/
USER haproxy
STOPSIGNAL SIGUSR1
CMD ["haproxy", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]
DOCKERFILE
}

needed=()
{ is_current "$KEYCLOAK_IMAGE" && is_current "$JRE_IMAGE"; } || needed+=(java_images)
{ is_current "$POSTGRES_IMAGE" && is_current "$HAPROXY_IMAGE"; } || needed+=(service_images)
if [ ${#needed[@]} -eq 0 ]; then
  echo "The stand-in images are there."
  exit 0
fi
command -v mmdebstrap >/dev/null || {
  echo "mmdebstrap is missing: apt-get install mmdebstrap" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
for images in "${needed[@]}"; do "$images" & done
for _ in "${needed[@]}"; do wait -n; done
