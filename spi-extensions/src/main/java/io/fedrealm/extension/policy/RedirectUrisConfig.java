package io.fedrealm.extension.policy;

import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The configuration of {@link RedirectUrisFactory}: there is nothing to configure. */
public final class RedirectUrisConfig extends ClientPolicyExecutorConfigurationRepresentation {

  /** Asked by Keycloak when a client profile is saved. */
  @Override
  public boolean validateConfig() {
    return getConfigAsMap() == null || getConfigAsMap().isEmpty();
  }
}
