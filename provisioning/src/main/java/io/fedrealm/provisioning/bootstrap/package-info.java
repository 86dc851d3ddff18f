/** The accounts that Keycloak makes for the first login, and what takes their place. */
package io.fedrealm.provisioning.bootstrap;
