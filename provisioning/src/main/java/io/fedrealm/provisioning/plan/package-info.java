/** The difference between the desired and the live realm, and how it is shown. */
package io.fedrealm.provisioning.plan;
