/** Decisions to live with a finding for a while, each with a reason and an end. */
package io.fedrealm.provisioning.audit.suppression;
