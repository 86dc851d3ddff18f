/** A site and a platform, each with a Keycloak of its own, and how the one vouches at the other. */
package io.fedrealm.provisioning.federation;
