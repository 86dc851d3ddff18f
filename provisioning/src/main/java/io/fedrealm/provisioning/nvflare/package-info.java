/** What NVIDIA FLARE's startup kits need, so that Keycloak has a say (integrations/nvflare). */
package io.fedrealm.provisioning.nvflare;
