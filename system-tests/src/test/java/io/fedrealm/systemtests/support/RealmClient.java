package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What an application asks of a realm: tokens, keys, user information. */
public final class RealmClient {

  private final String issuer;
  private final Http http = new Http();

  /**
   * @param issuer {@code http://…/realms/NAME}
   */
  public RealmClient(String issuer) {
    this.issuer = issuer;
  }

  /** The issuer's URL. */
  public String issuer() {
    return issuer;
  }

  /** The URL of an OpenID Connect endpoint: {@code token}, {@code auth}, {@code userinfo} … */
  public String endpoint(String name) {
    return issuer + "/protocol/openid-connect/" + name;
  }

  /** The token endpoint's answer to any request. */
  public Http.Answer token(Map<String, String> form) {
    return http.post(endpoint("token"), form);
  }

  /** The answer to client credentials; {@code scope} may be empty. */
  public Http.Answer clientCredentials(String clientId, String secret, String scope) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("client_secret", secret);
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    return token(form);
  }

  /** The decoded access token of a service; fails when there is none. */
  public Jwt serviceToken(String clientId, String secret, String scope) {
    return accessToken(clientCredentials(clientId, secret, scope));
  }

  /** The decoded access token of an answer; fails, without showing it, when there is none. */
  public static Jwt accessToken(Http.Answer answer) {
    JsonNode json = answer.json();
    if (answer.status() != 200) {
      throw new AssertionError(
          "no token: "
              + answer.status()
              + " "
              + json.path("error")
              + json.path("error_description"));
    }
    return Jwt.decode(json.path("access_token").asText());
  }
}
