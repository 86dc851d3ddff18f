package io.fedrealm.extension.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Makes the token rules of a request. */
public final class TokenRulesFactory implements TokenPostProcessorFactory {

  /** The name of the token rules in the server's configuration. */
  public static final String PROVIDER_ID = "fl-token-rules";

  @Override
  public TokenPostProcessor create(KeycloakSession session) {
    return new TokenRules(
        session,
        new TokenClaims(session),
        (context, description) -> RefusalEvent.send(session, context, description));
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  /**
   * The place among the token post-processors. TokenManager runs them from the highest to the
   * lowest: the rules see what all others have left in the token.
   *
   * @return the lowest there is
   */
  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }
}
