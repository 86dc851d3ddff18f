/**
 * A live realm back to a template: what a new realm has anyway is left out, secrets become
 * variables, and what the template reader would refuse is left out and named.
 */
package io.fedrealm.provisioning.export;
