/**
 * Terms for data access: people accept the version that the realm names before they get in, and
 * again when it names another. Which version was accepted and when is kept with the user and in the
 * realm's events.
 */
package io.fedrealm.extension.terms;
