/** The commands of {@code fedrealm}: options in, exit code out; the work is done elsewhere. */
package io.fedrealm.provisioning.cli;
