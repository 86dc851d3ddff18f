/** Checks of a template that need no server; each reports all its problems. */
package io.fedrealm.provisioning.template.check;
