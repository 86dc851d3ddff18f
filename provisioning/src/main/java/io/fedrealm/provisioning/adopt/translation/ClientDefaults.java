package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.List;
import java.util.Map;

/**
 * What Keycloak's own import gives to a client of a file that says nothing of it, and the admin API
 * does not.
 */
final class ClientDefaults implements Translation {

  private static final String LOGOUT = "post.logout.redirect.uris";

  /** The admin API switches these on for a SAML client (SamlProtocolFactory). */
  private static final List<String> SAML_SWITCHES =
      List.of(
          "saml.client.signature",
          "saml.server.signature",
          "saml.authnstatement",
          "saml.force.post.binding",
          "saml_force_name_id_format");

  /** Neither shows its secret to anybody. */
  private static final Map<String, String> WITHOUT_SECRET =
      Map.of("publicClient", "a public client has no secret", "bearerOnly", "it asks for no token");

  @Override
  public void apply(ForeignRealm realm) {
    for (ObjectNode client : realm.objects("clients")) {
      boolean oidc = client.path("protocol").asText("openid-connect").equals("openid-connect");
      if (!BuiltIns.hasClient(client.path("clientId").asText())) {
        ObjectNode attributes = client.withObjectProperty("attributes");
        if (!attributes.has(LOGOUT) && !client.path("bearerOnly").asBoolean()) {
          attributes.put(LOGOUT, "+");
        }
        if (!oidc) {
          SAML_SWITCHES.stream()
              .filter(name -> !attributes.has(name))
              .forEach(name -> attributes.put(name, "false"));
        }
      }
      WITHOUT_SECRET.forEach(
          (flag, reason) -> {
            if (client.path(flag).asBoolean()) {
              dropSecret(client, reason, realm);
            }
          });
      boolean masked = client.path("secret").asText().startsWith("*");
      if (masked && BuiltIns.hasClient(client.path("clientId").asText())) {
        client.remove("secret"); // Nobody logs in with one of Keycloak's own.
      }
      if (!oidc) {
        dropSecret(client, "a client of SAML shows its secret to nobody", realm);
      }
    }
  }

  private static void dropSecret(ObjectNode client, String reason, ForeignRealm realm) {
    JsonNode secret = client.path("secret");
    if (!secret.isMissingNode()) {
      if (!secret.asText().startsWith("*")) {
        realm.leftOut(client, "secret", reason);
      }
      client.remove("secret");
    }
  }
}
