/** Secrets at rest: generated, kept in files of mode 600, and never printed. */
package io.fedrealm.provisioning.secret;
