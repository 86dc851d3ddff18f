/**
 * The command {@code adopt}: a template of what somebody has, a file of Keycloak's or a live realm.
 */
package io.fedrealm.provisioning.adopt;
