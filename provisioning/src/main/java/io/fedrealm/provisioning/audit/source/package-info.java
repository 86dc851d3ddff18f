/** Reads realms to audit: files, and servers. Nothing here writes. */
package io.fedrealm.provisioning.audit.source;
