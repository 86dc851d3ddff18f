/** What {@code --prune} deletes, and what a deletion takes along. */
package io.fedrealm.provisioning.plan.prune;
