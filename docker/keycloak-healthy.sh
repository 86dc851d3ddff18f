#!/usr/bin/env bash
# Ends with 0 when this node can answer (the image has no curl).
set -euo pipefail

exec 3<>/dev/tcp/127.0.0.1/9000
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r status <&3
[[ $status == *" 200 "* ]]
