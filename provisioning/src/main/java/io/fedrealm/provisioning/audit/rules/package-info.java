/** The rules of the audit, a file a part of the realm; docs/audit-rules.md is made from them. */
package io.fedrealm.provisioning.audit.rules;
