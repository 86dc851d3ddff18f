package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import io.fedrealm.provisioning.token.ClientCredential;
import io.fedrealm.provisioning.token.RsaKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** What the clients of all sites have in common, in every framework. */
final class SiteClient {

  /** 32 bytes are 43 characters in base64url (RFC 4648, section 5). */
  private static final int SECRET_BYTES = 32;

  /** Of a client that may use the password grant (the extension's fl-password-grant). */
  static final String PASSWORD_GRANT = "fl.allow.password.grant";

  private SiteClient() {}

  /**
   * Puts in what makes a confidential client that gets tokens by client credentials and no other
   * way.
   */
  static void complete(ObjectNode client, String clientId) {
    client.put("clientId", clientId).put("protocol", "openid-connect").put("enabled", true);
    client.put("publicClient", false).put("bearerOnly", false).put("consentRequired", false);
    client.put("standardFlowEnabled", false).put("implicitFlowEnabled", false);
    client.put("directAccessGrantsEnabled", false).put("serviceAccountsEnabled", true);
    client.put("frontchannelLogout", false).put("fullScopeAllowed", false);
    client.putArray("redirectUris");
    client.putArray("webOrigins");
    ObjectNode attributes = client.withObjectProperty("attributes");
    attributes.put("access.token.signed.response.alg", "RS256");
    attributes.put("id.token.signed.response.alg", "RS256");
    for (String off :
        List.of(
            "client.use.lightweight.access.token.enabled",
            "oauth2.device.authorization.grant.enabled",
            "oidc.ciba.grant.enabled",
            "standard.token.exchange.enabled")) {
      attributes.put(off, "false");
    }
  }

  /** Makes a new credential and puts into the client what Keycloak has to know of it. */
  static ClientCredential credential(ObjectNode client, Authentication authentication) {
    return switch (authentication) {
      case secret -> {
        String secret = secret();
        client.put("clientAuthenticatorType", "client-secret").put("secret", secret);
        yield new ClientCredential.Secret(secret);
      }
      case password -> {
        client.put("directAccessGrantsEnabled", true).put("serviceAccountsEnabled", false);
        client.withObjectProperty("attributes").put(PASSWORD_GRANT, "true");
        yield credential(client, Authentication.secret);
      }
      case private_key_jwt -> {
        ClientCredential.Key key = RsaKeys.generate();
        client.put("clientAuthenticatorType", "client-jwt").remove("secret");
        client
            .withObjectProperty("attributes")
            .put("token.endpoint.auth.signing.alg", "RS256")
            .put("use.jwks.string", "true")
            .put("use.jwks.url", "false")
            .put("jwks.string", RsaKeys.publicKeySet(key).toString());
        yield key;
      }
      case federated -> {
        client.put("clientAuthenticatorType", Voucher.AUTHENTICATOR).remove("secret");
        yield new ClientCredential.Vouched();
      }
    };
  }

  /** Something that nobody guesses. */
  static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
