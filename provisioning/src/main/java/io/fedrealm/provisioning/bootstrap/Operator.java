package io.fedrealm.provisioning.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.Optional;

/** The service account of the realm master that takes the place of Keycloak's temporary ones. */
final class Operator {

  private static final String[] CLIENTS = {"realms", TemporaryAdmins.MASTER, "clients"};

  private final AdminApi api;
  private final String clientId;

  Operator(AdminApi api, String clientId) {
    this.api = api;
    this.clientId = clientId;
  }

  /** The client as it is; empty when there is none. */
  Optional<JsonNode> existing() {
    JsonNode found =
        api.get("realms", TemporaryAdmins.MASTER, "clients?clientId=" + clientId).orElseThrow();
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /**
   * Makes the client, or gives the one that is there another secret, and the role to administer.
   */
  void make(String secret) {
    Optional<JsonNode> existing = existing();
    String id;
    if (existing.isPresent()) {
      id = existing.get().path("id").asText();
      ObjectNode client = existing.get().deepCopy();
      api.write("PUT", client.put("secret", secret), CLIENTS[0], CLIENTS[1], CLIENTS[2], id);
    } else {
      id = api.write("POST", client().put("secret", secret), CLIENTS);
    }
    String user =
        api.get(CLIENTS[0], CLIENTS[1], CLIENTS[2], id, "service-account-user")
            .orElseThrow()
            .path("id")
            .asText();
    JsonNode role = api.get("realms", TemporaryAdmins.MASTER, "roles", "admin").orElseThrow();
    api.write(
        "POST",
        JsonNodeFactory.instance.arrayNode().add(role),
        "realms",
        TemporaryAdmins.MASTER,
        "users",
        user,
        "role-mappings",
        "realm");
  }

  /** As Keycloak's own temporary one (ApplianceBootstrap), without the mark. */
  private ObjectNode client() {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client
        .put("clientId", clientId)
        .put("name", "Operator of fedrealm")
        .put("protocol", "openid-connect")
        .put("publicClient", false)
        .put("serviceAccountsEnabled", true)
        .put("standardFlowEnabled", false)
        .put("directAccessGrantsEnabled", false)
        .put("fullScopeAllowed", true);
    client
        .putObject("attributes")
        .put("client.use.lightweight.access.token.enabled", "true")
        .put("access.token.signed.response.alg", "RS256");
    return client;
  }
}
