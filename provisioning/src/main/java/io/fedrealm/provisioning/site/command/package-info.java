/** The commands {@code fedrealm site}. */
package io.fedrealm.provisioning.site.command;
