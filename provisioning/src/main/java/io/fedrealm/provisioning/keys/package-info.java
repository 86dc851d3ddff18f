/** A realm's signing keys: for verifiers, and rotated with the old one kept for verification. */
package io.fedrealm.provisioning.keys;
