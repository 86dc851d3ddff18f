/**
 * The fedrealm extension of Keycloak: protocol mappers and token rules for federated learning.
 *
 * <p>{@code role} and {@code project} are the mappers, {@code claim} is what they share, {@code
 * token} refuses what must not be issued and is alone with Keycloak's internal SPIs.
 */
package io.fedrealm.extension;
