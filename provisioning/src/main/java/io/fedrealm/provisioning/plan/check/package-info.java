/** What can be checked before the first write: references, and what the server must have. */
package io.fedrealm.provisioning.plan.check;
