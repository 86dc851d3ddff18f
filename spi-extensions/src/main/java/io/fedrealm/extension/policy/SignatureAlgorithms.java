package io.fedrealm.extension.policy;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.crypto.Algorithm;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * What the answers for a client are signed with, as DefaultTokenManager.getSignatureAlgorithm
 * decides it: the client's attribute, or else the realm's default.
 */
final class SignatureAlgorithms {

  /** The one algorithm that every framework of the federation verifies. */
  static final String ALLOWED = Algorithm.RS256;

  private static final String AND_ONLY = "; only " + ALLOWED + " is allowed";

  /** Always signed: access tokens, ID and logout tokens, authorization responses. */
  private static final List<String> ALWAYS =
      List.of(
          OIDCConfigAttributes.ACCESS_TOKEN_SIGNED_RESPONSE_ALG,
          OIDCConfigAttributes.ID_TOKEN_SIGNED_RESPONSE_ALG,
          OIDCConfigAttributes.AUTHORIZATION_SIGNED_RESPONSE_ALG);

  private SignatureAlgorithms() {}

  /**
   * What is wrong with the algorithms of a client.
   *
   * @param client the client
   * @param realm its realm
   * @return a reason for each attribute; empty when only RS256 is used
   */
  static List<String> problems(ClientModel client, RealmModel realm) {
    List<String> problems = new ArrayList<>();
    List<String> leftToTheRealm = new ArrayList<>();
    for (String attribute : ALWAYS) {
      String algorithm = client.getAttribute(attribute);
      if (isBlank(algorithm)) {
        leftToTheRealm.add(attribute);
      } else {
        check(attribute, algorithm, problems);
      }
    }
    // Without this attribute user information is plain JSON.
    String userInfo = OIDCConfigAttributes.USER_INFO_RESPONSE_SIGNATURE_ALG;
    if (!isBlank(client.getAttribute(userInfo))) {
      check(userInfo, client.getAttribute(userInfo), problems);
    }
    String realmDefault = realm.getDefaultSignatureAlgorithm();
    if (!leftToTheRealm.isEmpty() && !isBlank(realmDefault) && !realmDefault.equals(ALLOWED)) {
      problems.add(
          String.join(", ", leftToTheRealm)
              + (leftToTheRealm.size() == 1 ? " is" : " are")
              + " not set and the default signature algorithm of the realm is "
              + realmDefault
              + AND_ONLY);
    }
    return problems;
  }

  private static void check(String attribute, String algorithm, List<String> problems) {
    if (!algorithm.equals(ALLOWED)) {
      problems.add(attribute + " is " + algorithm + AND_ONLY);
    }
  }

  private static boolean isBlank(String value) {
    return value == null || value.isEmpty();
  }
}
