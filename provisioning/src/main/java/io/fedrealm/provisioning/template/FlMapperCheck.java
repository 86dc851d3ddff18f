package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks the configuration of our own protocol mappers. The extension checks it too when a mapper
 * is saved by itself; Keycloak does not ask the extension when a mapper arrives inside a client, a
 * client scope or a realm, so that a wrong one would only show when tokens lack their claim.
 */
final class FlMapperCheck {

  static final String ROLE_MAPPER = "fl-role-mapper";
  static final String PROJECT_MAPPER = "fl-project-mapper";

  /** Claims that Keycloak or the standards give a meaning; the extension holds the same list. */
  static final Set<String> RESERVED_CLAIMS =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "typ",
          "azp",
          "acr",
          "amr",
          "auth_time",
          "at_hash",
          "c_hash",
          "nonce",
          "sid",
          "session_state",
          "scope",
          "client_id",
          "cnf",
          "realm_access",
          "resource_access",
          "preferred_username",
          "act",
          "authorization",
          "allowed-origins",
          "email",
          "email_verified");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Located template;
  private final Problems problems;

  private FlMapperCheck(Located template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  static void check(Located template, ObjectNode realm, Problems problems) {
    FlMapperCheck check = new FlMapperCheck(template, problems);
    for (String holder : List.of("clients", "clientScopes")) {
      JsonNode holders = realm.path(holder);
      for (int index = 0; index < holders.size(); index++) {
        JsonNode mappers = holders.get(index).path("protocolMappers");
        String path = JsonDocument.element("$." + holder, index) + ".protocolMappers";
        for (int mapper = 0; mapper < mappers.size(); mapper++) {
          check.mapper(mappers.get(mapper), JsonDocument.element(path, mapper) + ".config");
        }
      }
    }
  }

  private void mapper(JsonNode mapper, String path) {
    String provider = mapper.path("protocolMapper").asText();
    JsonNode config = mapper.path("config");
    if (provider.equals(ROLE_MAPPER)) {
      claimName(config.path("claim.name").asText("role"), path);
      prefix(config, "fl.role.scope.prefix", path);
      prefix(config, "fl.project.scope.prefix", path);
      roleTable(config.path("fl.role.table").asText(), JsonDocument.member(path, "fl.role.table"));
    } else if (provider.equals(PROJECT_MAPPER)) {
      claimName(config.path("claim.name").asText("project"), path);
      prefix(config, "fl.project.scope.prefix", path);
      if (!config.path("fl.project.role.prefix").asText("{project}").contains("{project}")) {
        problem(path, "fl.project.role.prefix", "must contain {project}");
      }
    }
  }

  private void claimName(String name, String path) {
    if (name.isBlank()) {
      problem(path, "claim.name", "is empty: name the claim, for example role");
    } else if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
      problem(path, "claim.name", "has an empty part between its dots");
    } else if (RESERVED_CLAIMS.contains(name.split("\\.")[0])) {
      problem(path, "claim.name", "\"" + name + "\" is a reserved claim: choose another name");
    }
  }

  private void prefix(JsonNode config, String key, String path) {
    JsonNode prefix = config.path(key);
    if (!prefix.isMissingNode()
        && (prefix.asText().isEmpty() || prefix.asText().matches(".*\\s.*"))) {
      problem(path, key, "must be a text without white space");
    }
  }

  private void roleTable(String text, String path) {
    JsonNode table;
    try {
      table = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      table = null;
    }
    if (table == null || !table.isArray() || table.isEmpty()) {
      problems.add(
          template.position(path),
          "the role table cannot be read: write"
              + " [{\"key\":\"KEYCLOAK ROLE\",\"value\":\"FRAMEWORK ROLE\"}, …]");
      return;
    }
    Map<String, String> rows = new HashMap<>();
    table.forEach(row -> row(row, rows, path));
  }

  private void row(JsonNode row, Map<String, String> rows, String path) {
    String key = row.path("key").asText();
    String value = row.path("value").asText();
    if (key.isBlank() || value.isBlank()) {
      problems.add(template.position(path), "a row of the role table lacks its key or value");
      return;
    }
    String before = rows.put(key, value);
    if (before != null && !before.equals(value)) {
      problems.add(
          template.position(path),
          "the role table gives \"" + key + "\" both \"" + before + "\" and \"" + value + "\"");
    }
    String rest = key.replace("{project}", "");
    if (rest.contains("{") || rest.contains("}")) {
      problems.add(
          template.position(path), "the role table knows {project} only, not \"" + key + "\"");
    }
  }

  private void problem(String path, String key, String message) {
    problems.add(template.position(JsonDocument.member(path, key)), message);
  }
}
