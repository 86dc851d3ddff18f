/** The Keycloak process on this machine: its distribution, its folder, its start and its end. */
package io.fedrealm.provisioning.local.server;
