#!/usr/bin/env bash
# Installs what the complete test run needs on Debian or Ubuntu and is not there yet. Without it,
# `mvn verify` skips the suites that need more than a JDK and Maven, and says so.
set -euo pipefail

packages=()
command -v javac >/dev/null || packages+=(openjdk-17-jdk-headless)
command -v mvn >/dev/null || packages+=(maven)
# FEDn 0.33 runs on Python 3.11 and 3.12.
python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
# FLNet's applications in a browser: Chromium, and Node.js where there is none.
command -v chromium >/dev/null || packages+=(chromium fonts-liberation)
command -v npm >/dev/null || packages+=(nodejs npm)

sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
# The images and the deployments: a container engine that runs, and what stand-in images are made with.
engine="$(dirname "$0")/../docker/stand-in/engine.sh"
if ! { docker info && docker compose version && command -v mmdebstrap; } >/dev/null 2>&1; then
  $sudo "$engine" || [ "${CI:-}" != true ]
fi

if [ ${#packages[@]} -eq 0 ]; then
  echo "Everything is there."
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "Install by hand: ${packages[*]} (no apt-get here)" >&2
  exit 1
fi
$sudo apt-get update -q
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "${packages[@]}"
