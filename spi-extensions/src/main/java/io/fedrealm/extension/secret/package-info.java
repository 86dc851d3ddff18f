/** Telling by what the secrets that Keycloak masks are known again, and never the secrets. */
package io.fedrealm.extension.secret;
