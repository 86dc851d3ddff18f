package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The client policy executor that demands PKCE of public clients. Keycloak's own {@code
 * pkce-enforcer} knows no exception, and vantage6's command line logs people in by the device flow
 * of a public client without PKCE.
 */
public final class PublicPkceFactory extends ClientCheckFactory {

  /** The name of this executor in client profiles. */
  public static final String PROVIDER_ID = "fl-public-pkce";

  /** The client attribute that names the exception; {@code true} makes it one. */
  public static final String EXCEPTION_ATTRIBUTE = "fl.device.without.pkce";

  @Override
  public ClientPolicyExecutorProvider<NoConfig> create(KeycloakSession session) {
    return new PublicPkce(session);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getHelpText() {
    return "PKCE with S256. A client without the authorization code flow and with the attribute "
        + EXCEPTION_ATTRIBUTE
        + "=true may use the device flow without it.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }
}
