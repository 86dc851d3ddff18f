/** How each type of resource is written. */
package io.fedrealm.provisioning.apply.write;
