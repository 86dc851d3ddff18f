/**
 * What realm files of older versions of Keycloak, and of other tools, write otherwise than a
 * template does: one small translation for each.
 */
package io.fedrealm.provisioning.adopt.translation;
