/** Carries a plan out on the server. */
package io.fedrealm.provisioning.apply;
