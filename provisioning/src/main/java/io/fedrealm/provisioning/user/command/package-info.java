/** The commands {@code fedrealm user}. */
package io.fedrealm.provisioning.user.command;
