/** Templates to the complete realm JSON that Keycloak's own import takes. */
package io.fedrealm.provisioning.render;
