package io.fedrealm.extension.policy;

import io.fedrealm.extension.startup.StartupCheck;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** A factory of client checks: they are configured in client profiles and keep nothing open. */
abstract class ClientCheckFactory implements ClientPolicyExecutorProviderFactory {

  @Override
  public final void init(Config.Scope config) {
    // Configured in client profiles, not in the server's configuration.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    StartupCheck.require(factory);
  }

  @Override
  public final void close() {
    // Holds nothing.
  }
}
