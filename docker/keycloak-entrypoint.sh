#!/usr/bin/env bash
# Container secrets: KC_…_PASSWORD_FILE and KC_…_SECRET_FILE name files whose content becomes the
# variable without _FILE (Keycloak itself reads none of them). Then Keycloak starts.
set -euo pipefail

for file_variable in $(compgen -e | grep -E '^KC_.*_(PASSWORD|SECRET)_FILE$' || true); do
  variable=${file_variable%_FILE}
  file=${!file_variable}
  [ -n "$file" ] || continue
  [ -z "${!variable:-}" ] || {
    echo "Both $variable and $file_variable are set: keep one of the two." >&2
    exit 2
  }
  [ -r "$file" ] || {
    echo "$file_variable names $file, which user $(id -u) cannot read." \
      "Fix: give it to that user, or set FEDREALM_UID in .env to the number of who owns it (id -u)." >&2
    exit 2
  }
  value=$(<"$file")
  [ -n "$value" ] || {
    echo "$file_variable names $file, which is empty." >&2
    exit 2
  }
  export "$variable=$value"
  unset "$file_variable" value
done

# The compilers of Java 17 and 21 make of the password hash, by chance, code of the usual speed or of
# half of it, and keep it until the next start (docs/operations.md#capacity). So they get no choice.
argon2='-XX:CompileCommand=quiet -XX:CompileCommand=inline,org/bouncycastle/crypto/generators/Argon2BytesGenerator*.*'
export JAVA_OPTS_APPEND="$argon2 ${JAVA_OPTS_APPEND:-}"

exec /opt/keycloak/bin/kc.sh "$@"
