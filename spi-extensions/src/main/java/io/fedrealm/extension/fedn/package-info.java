/**
 * FEDn's token service: the requests that FEDn's own command line and clients make of FEDn Studio,
 * answered by Keycloak, and a page for people.
 *
 * <p>No token is made here. Every one comes out of Keycloak's own grants, with their sessions,
 * events, client policies, brute-force detection, mappers and token rules; this package translates
 * FEDn's requests into them and their answers back.
 */
package io.fedrealm.extension.fedn;
