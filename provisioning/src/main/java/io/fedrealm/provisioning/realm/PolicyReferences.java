package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the policies and permissions of a client's authorization settings name. */
record PolicyReferences(References to) {

  /** Settings of a policy that name an entry of the same settings, and its list. */
  private static final Map<String, String> ENTRIES =
      Map.of("applyPolicies", "policies", "resources", "resources", "scopes", "scopes");

  void collect(JsonNode settings) {
    for (JsonNode policy : settings.path("policies")) {
      JsonNode config = policy.path("config");
      ENTRIES.forEach((setting, list) -> entries(config.path(setting), settings, list));
      switch (policy.path("type").asText()) {
        case "role" -> config.path("roles").forEach(role -> to.role(text(role, "id"), '/'));
        case "group" ->
            config
                .path("groups")
                .forEach(group -> to.add(ResourceType.GROUP, "", text(group, "path")));
        case "client" -> to.addAll(ResourceType.CLIENT, config.path("clients"));
        case "client-scope" ->
            config
                .path("clientScopes")
                .forEach(scope -> to.add(ResourceType.CLIENT_SCOPE, "", text(scope, "id")));
        case "user" -> to.optionally(() -> to.addAll(ResourceType.USER, config.path("users")));
        default -> {}
      }
    }
  }

  /** The list is compared as a whole: what the same settings do not have, nobody has. */
  private void entries(JsonNode names, JsonNode settings, String list) {
    for (JsonNode name : names) {
      if (settings.has(list) && !settings.path(list).has(name.asText())) {
        to.add("entry of " + list, name.asText(), List.of());
      }
    }
  }

  private static String text(JsonNode named, String field) {
    return named.isTextual() ? named.asText() : named.path(field).asText();
  }
}
