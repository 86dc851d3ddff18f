package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.util.List;

/** The client scopes that belong to one site, and what its client lets into tokens. */
final class SiteScopes {

  private static final String OPTIONAL = "optional-client-scopes";

  private final AdminApi api;
  private final String realm;
  private final SiteKind kind;

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
        api.write("POST", scope, "realms", realm, "client-scopes");
      }
      if (!kind.scopesFor().isEmpty()) {
        api.write("PUT", null, "realms", realm, "clients", reader(), OPTIONAL, id(name));
      }
    }
  }

  /** Removes them; nobody can ask for them any more. */
  void remove(List<ObjectNode> scopes) {
    for (ObjectNode scope : scopes) {
      String id = id(scope.path("name").asText());
      if (!id.isEmpty()) {
        if (!kind.scopesFor().isEmpty()) {
          api.write("DELETE", null, "realms", realm, "clients", reader(), OPTIONAL, id);
        }
        api.write("DELETE", null, "realms", realm, "client-scopes", id);
      }
    }
  }

  /** Lets the roles of {@link SiteKind#scopeRoles} into the tokens of a client. */
  void letIntoTokens(String client) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    for (String role : kind.scopeRoles()) {
      roles.add(
          api.get("realms", realm, "roles", role)
              .orElseThrow(() -> missing("the role \"" + role + "\"")));
    }
    if (!roles.isEmpty()) {
      api.write("POST", roles, "realms", realm, "clients", client, "scope-mappings", "realm");
    }
  }

  private String id(String name) {
    return api.get("realms", realm, "client-scopes").stream()
        .flatMap(JsonNode::valueStream)
        .filter(scope -> scope.path("name").asText().equals(name))
        .map(scope -> scope.path("id").asText())
        .findFirst()
        .orElse("");
  }

  private String reader() {
    return api.get("realms", realm, "clients?clientId=" + Pages.encode(kind.scopesFor())).stream()
        .flatMap(JsonNode::valueStream)
        .map(client -> client.path("id").asText())
        .findFirst()
        .orElseThrow(() -> missing("the client \"" + kind.scopesFor() + "\""));
  }

  private CommandException missing(String what) {
    return new CommandException(
        ExitCode.USAGE,
        "The realm %s lacks %s. Apply its template first: fedrealm apply.".formatted(realm, what));
  }
}
