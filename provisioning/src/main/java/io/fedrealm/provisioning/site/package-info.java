/**
 * The sites of a federation: each is a confidential client of its realm with a service account of
 * its own, so that one can be stopped without the others. What a site looks like depends on the
 * framework that the realm is for ({@link io.fedrealm.provisioning.site.SiteKind}).
 */
package io.fedrealm.provisioning.site;
