/** Secrets that Keycloak shows as a mask, compared by fingerprints. */
package io.fedrealm.provisioning.plan.secret;
