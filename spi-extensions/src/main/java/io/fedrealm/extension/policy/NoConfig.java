package io.fedrealm.extension.policy;

import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The configuration of an executor that has none. */
public final class NoConfig extends ClientPolicyExecutorConfigurationRepresentation {

  /** Asked by Keycloak when a client profile is saved. */
  @Override
  public boolean validateConfig() {
    return getConfigAsMap() == null || getConfigAsMap().isEmpty();
  }
}
