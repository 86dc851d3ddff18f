package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The client policy executor for signatures and lifetimes. Keycloak's own {@code
 * secure-signature-algorithm} does not know RS256, looks at a client only when it is saved, and no
 * executor of Keycloak knows lifetimes.
 */
public final class TokenPolicyFactory extends ClientCheckFactory {

  /** The name of this executor in client profiles. */
  public static final String PROVIDER_ID = "fl-token-policy";

  private static final List<ProviderConfigProperty> PROPERTIES =
      List.copyOf(
          ProviderConfigurationBuilder.create()
              .property()
              .name(TokenPolicyConfig.MAX_LIFESPAN)
              .label("Longest access token lifespan")
              .helpText(
                  "Seconds that an access token may live at most, whatever the client or the realm"
                      + " says. Between 1 and "
                      + TokenPolicyConfig.GREATEST_MAX_LIFESPAN
                      + ".")
              .type(ProviderConfigProperty.STRING_TYPE)
              .defaultValue(String.valueOf(TokenPolicyConfig.DEFAULT_MAX_LIFESPAN))
              .add()
              .build());

  @Override
  public ClientPolicyExecutorProvider<TokenPolicyConfig> create(KeycloakSession session) {
    return new TokenPolicy(session);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getHelpText() {
    return "Tokens are signed with RS256 and access tokens live no longer than configured. A client"
        + " that is set up otherwise cannot be saved, and gets no token when it came in by an"
        + " import.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }
}
