/**
 * The command line {@code fedrealm}: realm templates to a live Keycloak.
 *
 * <p>The engine is four steps, each a package that can be tested without the others: {@code
 * template} (files to the desired realm), {@code server} (the live realm, read and written), {@code
 * plan} (the difference) and {@code apply} (the plan, carried out). {@code realm} is the common
 * language of desired and live: a realm as named resources.
 */
package io.fedrealm.provisioning;
