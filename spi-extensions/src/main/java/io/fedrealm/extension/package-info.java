/**
 * The fedrealm extension of Keycloak: protocol mappers and token rules for federated learning.
 *
 * <p>{@code role}, {@code project}, {@code site} and {@code job} are the mappers, {@code claim} is
 * what they share, {@code token} refuses what must not be issued, {@code policy} is what every
 * client has to keep. The last two are alone with Keycloak's internal SPIs, and {@code people} and
 * {@code clients}, which read a realm of any size a page at a time, and {@code secret}, which tells
 * by what masked secrets are known again.
 */
package io.fedrealm.extension;
