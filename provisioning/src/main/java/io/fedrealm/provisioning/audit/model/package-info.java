/** A realm as the rules of the audit read it: values with their places, and views on them. */
package io.fedrealm.provisioning.audit.model;
