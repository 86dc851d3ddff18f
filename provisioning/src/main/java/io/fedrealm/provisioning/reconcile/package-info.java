/** The commands {@code plan} and {@code apply}. */
package io.fedrealm.provisioning.reconcile;
