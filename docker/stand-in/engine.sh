#!/usr/bin/env bash
# Installs a container engine with compose and buildx on Debian and starts it where nothing else
# does (no systemd). Needs root; does nothing when the engine answers and the plugins are there.
#
# dockerd gets --ip 127.0.0.1: a port that is published without an address is for this machine only.
set -euo pipefail
cd "$(dirname "$0")"

log=${TMPDIR:-/tmp}/dockerd.log
patience_seconds=60

install_engine() {
  command -v dockerd >/dev/null && command -v mmdebstrap >/dev/null && return
  apt-get update -q
  # With its recommended packages: cgroupfs-mount is one of them.
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q docker.io mmdebstrap
}

# Debian 12 has neither compose v2 nor buildx; those of Debian 13 need nothing but its libc.
install_plugins() {
  docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1 && return
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/lists/partial" "$folder/archives/partial" "$folder/root"
  ./apt-sources.sh >"$folder/sources.list"
  options=(-q -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  (cd "$folder" && apt-get "${options[@]}" download docker-compose docker-buildx)
  for package in "$folder"/*.deb; do dpkg -x "$package" "$folder/root"; done
  plugins=/usr/local/lib/docker/cli-plugins
  mkdir -p "$plugins"
  cp "$folder"/root/usr/libexec/docker/cli-plugins/docker-* "$plugins/"
}

start_engine() {
  docker info >/dev/null 2>&1 && return
  if [ -d /run/systemd/system ]; then
    systemctl start docker
    return
  fi
  mountpoint -q /sys/fs/cgroup || cgroupfs-mount
  # A pid file of an engine that was killed would stop the new one.
  rm -f /var/run/docker.pid
  setsid nohup dockerd --ip 127.0.0.1 >"$log" 2>&1 </dev/null 9>&- &
  for ((waited = 0; waited < patience_seconds; waited++)); do
    ! docker info >/dev/null 2>&1 || return 0
    sleep 1
  done
  tail -n 20 "$log" >&2
  echo "dockerd does not answer after $patience_seconds seconds; its log is $log" >&2
  return 1
}

[ "$(id -u)" -eq 0 ] || {
  echo "engine.sh has to be run as root." >&2
  exit 1
}
# One at a time, for the whole machine.
exec 9>"${TMPDIR:-/tmp}/fedrealm-engine.lock"
flock 9
install_engine
start_engine
install_plugins
docker version --format 'container engine {{.Server.Version}}'
