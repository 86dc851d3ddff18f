package io.fedrealm.extension.policy;

import io.fedrealm.extension.token.RefusalEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;
import org.keycloak.securityprofile.SecurityProfileProvider;

/** Makes the guard of a request. */
public final class PolicyGuardFactory implements TokenPostProcessorFactory {

  /** The name of the guard in the server's configuration. */
  public static final String PROVIDER_ID = "fl-policy-guard";

  @Override
  public TokenPostProcessor create(KeycloakSession session) {
    return new PolicyGuard(
        session,
        new ServerWidePolicies(session.getProvider(SecurityProfileProvider.class)),
        (context, description) ->
            RefusalEvent.send(session, context, PolicyGuard.ERROR, description));
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  /**
   * The place among the token post-processors, which run from the highest to the lowest.
   *
   * @return after all but the token rules, which change nothing
   */
  @Override
  public int order() {
    return Integer.MIN_VALUE + 1;
  }
}
