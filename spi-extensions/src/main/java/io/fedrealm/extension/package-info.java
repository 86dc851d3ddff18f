/** The fedrealm extension of Keycloak: protocol mappers and token rules for federated learning. */
package io.fedrealm.extension;
