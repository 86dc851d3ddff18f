/**
 * What every client of a realm has to keep, and what enforces it: client policy executors for
 * signatures and lifetimes, redirect URIs and the password grant, and a guard that refuses tokens
 * where the server-wide policies have been put out of force.
 *
 * <p>Client policy executors, their contexts, {@code SecurityProfileProvider} and token
 * post-processors are internal SPIs of Keycloak, which may change with any release. {@code
 * PolicySpiTest} fails when one of them is no longer as it was found in Keycloak 26.7.3.
 */
package io.fedrealm.extension.policy;
