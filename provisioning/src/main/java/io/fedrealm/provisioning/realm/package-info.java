/**
 * A realm as named resources: the common language of the desired realm (a template) and the live
 * one (a partial export). Both are Keycloak realm representations; {@link
 * io.fedrealm.provisioning.realm.RealmState} takes either apart in the same way, so that the two
 * can be compared resource by resource.
 */
package io.fedrealm.provisioning.realm;
