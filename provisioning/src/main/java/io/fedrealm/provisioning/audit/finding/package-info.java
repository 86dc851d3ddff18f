/** What an audit found. */
package io.fedrealm.provisioning.audit.finding;
