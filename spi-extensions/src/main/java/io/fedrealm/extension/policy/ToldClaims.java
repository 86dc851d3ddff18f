package io.fedrealm.extension.policy;

import io.fedrealm.extension.token.MapperRights;
import io.fedrealm.extension.token.OperatorAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/** The claims that user information or introspection would tell for a token. */
final class ToldClaims {

  private final KeycloakSession session;

  ToldClaims(KeycloakSession session) {
    this.session = session;
  }

  /**
   * Looks at the mappers of the token's client and scopes as they are now.
   *
   * @param text the token as it came; its signature is not looked at: a forged token gets nothing
   *     in any case
   * @return why nothing may be told; empty also when this is no token of a client of the realm
   */
  List<String> problems(String text) {
    AccessToken token = read(text);
    RealmModel realm = session.getContext().getRealm();
    ClientModel client =
        token == null || token.getIssuedFor() == null
            ? null
            : realm.getClientByClientId(token.getIssuedFor());
    if (client == null || OperatorAccess.isExempt(realm, client)) {
      return List.of();
    }
    return List.copyOf(
        MapperRights.of(session.getKeycloakSessionFactory(), client, scopes(client, token))
            .violations());
  }

  private static AccessToken read(String text) {
    try {
      return text == null ? null : new JWSInput(text).readJsonContent(AccessToken.class);
    } catch (JWSInputException e) {
      return null;
    }
  }

  /** As TokenManager.getRequestedClientScopes, but for roles that a scope may ask for. */
  private static List<ClientScopeModel> scopes(ClientModel client, AccessToken token) {
    List<ClientScopeModel> scopes = new ArrayList<>(client.getClientScopes(true).values());
    scopes.add(client);
    if (token.getScope() != null) {
      Map<String, ClientScopeModel> optional = client.getClientScopes(false);
      Arrays.stream(token.getScope().split(" "))
          .map(optional::get)
          .filter(Objects::nonNull)
          .forEach(scopes::add);
    }
    return scopes;
  }
}
