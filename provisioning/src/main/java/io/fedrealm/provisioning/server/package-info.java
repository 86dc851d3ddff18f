/** The live realm: what is read from and written to Keycloak's admin REST API. */
package io.fedrealm.provisioning.server;
