/** What FEDn's operators and sites need: environments, keys, and the token service's address. */
package io.fedrealm.provisioning.fedn;
