#!/usr/bin/env bash
# Prints Debian 13 ("trixie") source lines that use the mirrors this machine uses already.
set -euo pipefail

uri() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Label: $1" | sort -u | head -n 1
}

keyring='[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]'
main=$(uri Debian)
security=$(uri Debian-Security)
[ -n "$main" ] || {
  echo "No Debian mirror in the apt sources of this machine: run apt-get update first." >&2
  exit 1
}
echo "deb $keyring $main trixie main"
[ -z "$security" ] || echo "deb $keyring $security trixie-security main"
