/**
 * One run at a time for a realm. Keycloak's admin API has no conditional write, but it makes a role
 * of a name only once: whoever has made the role {@code fedrealm.lease} holds the realm, and
 * removes the role at the end.
 */
package io.fedrealm.provisioning.lease;
