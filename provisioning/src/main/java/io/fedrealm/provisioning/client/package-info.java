/** Clients of a realm: what they are, and their secrets rotated. */
package io.fedrealm.provisioning.client;
