/** Tells what an audit found: to people, as JSON, as SARIF. */
package io.fedrealm.provisioning.audit.report;
