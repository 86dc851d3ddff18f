/** Lists what templates say of their variables. */
package io.fedrealm.provisioning.variables;
