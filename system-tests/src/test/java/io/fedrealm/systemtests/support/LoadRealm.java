package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A realm for steady load: a service, an application, and people who sign in to it. */
final class LoadRealm {

  static final String SERVICE = "load-service";
  static final String APPLICATION = "load-application";
  static final String REDIRECT_URI = "http://localhost:9999/callback";
  static final String SECRET = "canary-load-service-7d10b3e6a9f2";
  static final String PASSWORD = "canary-load-person-51be08c4d7a3";
  static final int PEOPLE = 4;

  private LoadRealm() {}

  /** The user name of a person, 0 to {@link #PEOPLE} - 1. */
  static String person(int number) {
    return "person-" + number;
  }

  /**
   * Makes the realm.
   *
   * @param rotating whether refresh tokens are exchanged at each use, as in FLNet's realms; where
   *     they are not, a request whose answer was lost with its node can be sent again
   */
  static void create(Admin admin, String name, boolean rotating) {
    ObjectNode realm = JsonNodeFactory.instance.objectNode();
    realm.put("realm", name).put("enabled", true).put("accessTokenLifespan", 300);
    realm.put("ssoSessionIdleTimeout", 36000).put("revokeRefreshToken", rotating);
    realm
        .withArray("clients")
        .addObject()
        .put("clientId", SERVICE)
        .put("secret", SECRET)
        .put("serviceAccountsEnabled", true)
        .put("standardFlowEnabled", false);
    ObjectNode application = realm.withArray("clients").addObject();
    application.put("clientId", APPLICATION).put("publicClient", true);
    application.putArray("redirectUris").add(REDIRECT_URI);
    application.putObject("attributes").put("pkce.code.challenge.method", "S256");
    admin.write("POST", "", realm);
    for (int number = 0; number < PEOPLE; number++) {
      admin.addUser(name, person(number), PASSWORD);
    }
  }

  /** Hands a refresh token in. */
  static Http.Answer refreshed(RealmClient realm, String token) {
    return realm.token(
        Map.of("grant_type", "refresh_token", "client_id", APPLICATION, "refresh_token", token));
  }
}
