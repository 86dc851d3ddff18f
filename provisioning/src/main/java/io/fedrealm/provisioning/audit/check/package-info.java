/** What rules are made of: a rule, its severity, and the questions that several rules ask. */
package io.fedrealm.provisioning.audit.check;
