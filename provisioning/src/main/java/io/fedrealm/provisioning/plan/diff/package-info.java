/** Desired and live realm, compared resource by resource. */
package io.fedrealm.provisioning.plan.diff;
