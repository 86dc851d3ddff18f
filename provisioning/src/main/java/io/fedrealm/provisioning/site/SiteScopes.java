package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The client scopes that belong to one site, and what its client lets into tokens. What the realm
 * has of them is read once: it is a list of all client scopes, one for each site.
 */
final class SiteScopes {

  private static final String OPTIONAL = "optional-client-scopes";

  private final AdminApi api;
  private final String realm;
  private final SiteKind kind;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, JsonNode> roles = new HashMap<>();
  private boolean read;
  private String reader = "";

  SiteScopes(AdminApi api, String realm, SiteKind kind) {
    this.api = api;
    this.realm = realm;
    this.kind = kind;
  }

  /** Makes those that are not there, and lets the client of {@link SiteKind#scopesFor} ask. */
  void make(List<ObjectNode> scopes) {
    for (ObjectNode scope : scopes) {
      String name = scope.path("name").asText();
      if (id(name).isEmpty()) {
        ids.put(name, api.write("POST", scope, "realms", realm, "client-scopes"));
      }
      if (!kind.scopesFor().isEmpty()) {
        api.write("PUT", null, "realms", realm, "clients", reader(), OPTIONAL, id(name));
      }
    }
  }

  /** Removes them; nobody can ask for them any more. */
  void remove(List<ObjectNode> scopes) {
    for (ObjectNode scope : scopes) {
      String name = scope.path("name").asText();
      String id = id(name);
      if (!id.isEmpty()) {
        if (!kind.scopesFor().isEmpty()) {
          api.write("DELETE", null, "realms", realm, "clients", reader(), OPTIONAL, id);
        }
        api.write("DELETE", null, "realms", realm, "client-scopes", id);
        ids.remove(name);
      }
    }
  }

  /** Lets the roles of {@link SiteKind#scopeRoles} into the tokens of a client. */
  void letIntoTokens(String client) {
    ArrayNode mapped = JsonNodeFactory.instance.arrayNode();
    kind.scopeRoles().forEach(role -> mapped.add(roles.computeIfAbsent(role, this::role)));
    if (!mapped.isEmpty()) {
      api.write("POST", mapped, "realms", realm, "clients", client, "scope-mappings", "realm");
    }
  }

  private JsonNode role(String name) {
    return api.get("realms", realm, "roles", name)
        .orElseThrow(() -> missing("the role \"" + name + "\""));
  }

  private String id(String name) {
    if (!read) {
      api.get("realms", realm, "client-scopes").stream()
          .flatMap(JsonNode::valueStream)
          .forEach(scope -> ids.put(scope.path("name").asText(), scope.path("id").asText()));
      read = true;
    }
    return ids.getOrDefault(name, "");
  }

  private String reader() {
    if (reader.isEmpty()) {
      reader =
          api.get("realms", realm, "clients?clientId=" + Pages.encode(kind.scopesFor())).stream()
              .flatMap(JsonNode::valueStream)
              .map(client -> client.path("id").asText())
              .findFirst()
              .orElseThrow(() -> missing("the client \"" + kind.scopesFor() + "\""));
    }
    return reader;
  }

  private CommandException missing(String what) {
    return new CommandException(
        ExitCode.USAGE,
        "The realm %s lacks %s. Apply its template first: fedrealm apply.".formatted(realm, what));
  }
}
