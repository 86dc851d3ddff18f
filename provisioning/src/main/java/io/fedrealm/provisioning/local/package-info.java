/**
 * A Keycloak on this machine to try realm templates on: the distribution from the Maven repository
 * with our extension and themes, an embedded database, generated development secrets.
 *
 * <p>Everything it needs lies in one folder, {@link io.fedrealm.provisioning.local.Home}; removing
 * that folder removes the server. It listens on 127.0.0.1 only and is no production set-up.
 */
package io.fedrealm.provisioning.local;
