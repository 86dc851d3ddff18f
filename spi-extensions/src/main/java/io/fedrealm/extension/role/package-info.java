/** The role claim: Keycloak's roles under the names that a federated-learning framework knows. */
package io.fedrealm.extension.role;
