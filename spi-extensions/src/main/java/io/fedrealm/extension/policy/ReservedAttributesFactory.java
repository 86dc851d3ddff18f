package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The client policy executor for the client attributes that say who a site is and what it may do.
 * Whoever holds a registration access token may otherwise set any attribute of that client, through
 * Keycloak's own format of dynamic client registration.
 */
public final class ReservedAttributesFactory extends ClientCheckFactory {

  /** The name of this executor in client profiles. */
  public static final String PROVIDER_ID = "fl-reserved-attributes";

  @Override
  public ClientPolicyExecutorProvider<NoConfig> create(KeycloakSession session) {
    return new ReservedAttributes(session);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    super.postInit(factory);
    ReservedGroupAttributes.watch(factory);
  }

  @Override
  public String getHelpText() {
    return "Client attributes that begin with '"
        + ReservedAttributes.PREFIX
        + "' are set by administrators only, not by dynamic client registration.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }
}
