/** Gets tokens as a client does, and reads what they say. */
package io.fedrealm.provisioning.token;
