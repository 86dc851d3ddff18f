/**
 * Whether the extension's bytecode links to a version of Keycloak that it was not compiled against:
 * every class, method and field of Keycloak that it names is there and may be used.
 */
package io.fedrealm.extension.link;
