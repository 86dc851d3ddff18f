/** What a plan consists of: changes of resources, field by field. */
package io.fedrealm.provisioning.plan.change;
