package io.fedrealm.extension.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;

/** Refuses clients whose tokens would not be signed with RS256 or would live too long. */
final class TokenPolicy extends ClientCheck<TokenPolicyConfig> {

  /**
   * Every request that ends in a token, or that starts what ends in one, so that nobody signs in
   * for nothing. The grant for permissions (UMA) triggers no event: see {@link PolicyGuard}.
   */
  static final Set<ClientPolicyEvent> REQUESTS =
      EnumSet.of(
          ClientPolicyEvent.AUTHORIZATION_REQUEST,
          ClientPolicyEvent.PUSHED_AUTHORIZATION_REQUEST,
          ClientPolicyEvent.DEVICE_AUTHORIZATION_REQUEST,
          ClientPolicyEvent.BACKCHANNEL_AUTHENTICATION_REQUEST,
          ClientPolicyEvent.IMPLICIT_HYBRID_TOKEN_RESPONSE,
          ClientPolicyEvent.TOKEN_REQUEST,
          ClientPolicyEvent.TOKEN_REFRESH,
          ClientPolicyEvent.SERVICE_ACCOUNT_TOKEN_REQUEST,
          ClientPolicyEvent.RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST,
          ClientPolicyEvent.DEVICE_TOKEN_REQUEST,
          ClientPolicyEvent.BACKCHANNEL_TOKEN_REQUEST,
          ClientPolicyEvent.TOKEN_EXCHANGE_REQUEST,
          ClientPolicyEvent.JWT_AUTHORIZATION_GRANT);

  private TokenPolicyConfig config = new TokenPolicyConfig();

  TokenPolicy(KeycloakSession session) {
    super(session, TokenPolicyFactory.PROVIDER_ID, REQUESTS);
  }

  @Override
  public Class<TokenPolicyConfig> getExecutorConfigurationClass() {
    return TokenPolicyConfig.class;
  }

  @Override
  public void setupConfiguration(TokenPolicyConfig config) {
    this.config = config;
  }

  @Override
  List<String> problems(ClientModel client) {
    OptionalInt bound = config.maxLifespan();
    if (bound.isEmpty()) {
      return List.of(
          "executor "
              + TokenPolicyFactory.PROVIDER_ID
              + " is not configured correctly, see "
              + TokenPolicyConfig.MAX_LIFESPAN);
    }
    List<String> problems = new ArrayList<>(SignatureAlgorithms.problems(client, realm()));
    problems.addAll(TokenLifespan.problems(client, realm(), bound.getAsInt()));
    return problems;
  }
}
