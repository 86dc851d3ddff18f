/** A plan as text, as JSON and as a file that is applied later. */
package io.fedrealm.provisioning.plan.output;
