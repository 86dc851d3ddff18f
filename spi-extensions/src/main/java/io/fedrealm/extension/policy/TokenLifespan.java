package io.fedrealm.extension.policy;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * How long an access token would live, as TokenManager.getTokenExpiration decides it, but for the
 * end of the session that may cut it short: what is configured counts, not what happens to be left
 * of a session.
 */
final class TokenLifespan {

  private static final String ATTRIBUTE = OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN;

  /** As long as the session. */
  private static final int SESSION = -1;

  private TokenLifespan() {}

  /**
   * What is wrong with the lifetimes of a client's access tokens.
   *
   * @param client the client
   * @param realm its realm
   * @param bound seconds
   * @return a reason for each setting; empty when no access token can live longer
   */
  static List<String> problems(ClientModel client, RealmModel realm, int bound) {
    List<String> problems = new ArrayList<>();
    String attribute = client.getAttribute(ATTRIBUTE);
    if (attribute == null || attribute.isBlank()) {
      String setting = "the access token lifespan of the realm";
      check(setting, realm.getAccessTokenLifespan(), realm, bound, problems);
    } else {
      try {
        check(ATTRIBUTE, Integer.parseInt(attribute), realm, bound, problems);
      } catch (NumberFormatException e) {
        problems.add(ATTRIBUTE + " is not a number of seconds");
      }
    }
    if (client.isImplicitFlowEnabled()) {
      String setting = "the access token lifespan of the realm for the implicit flow";
      check(setting, realm.getAccessTokenLifespanForImplicitFlow(), realm, bound, problems);
    }
    return problems;
  }

  private static void check(
      String setting, int lifespan, RealmModel realm, int bound, List<String> problems) {
    int seconds = lifespan == SESSION ? sessionLifespan(realm) : lifespan;
    if (seconds > bound) {
      problems.add(
          setting
              + " is "
              + (lifespan == SESSION ? "that of the session, " : "")
              + seconds
              + " seconds; "
              + bound
              + " seconds are allowed");
    }
  }

  private static int sessionLifespan(RealmModel realm) {
    return Math.max(realm.getSsoSessionMaxLifespan(), realm.getSsoSessionMaxLifespanRememberMe());
  }
}
