/**
 * The projects of a FEDn realm. A project is four roles, four groups that give them, and a client
 * scope that puts project and role into a token; FEDn's own command line makes the same through the
 * token service.
 */
package io.fedrealm.provisioning.project;
