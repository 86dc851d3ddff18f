package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses what a template of this tool cannot hold, names that are missing, and names given twice.
 */
final class StructureCheck {

  /** Parts of a realm that Keycloak knows and this version of the tool does not manage. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "id",
          "defaultRole",
          "defaultGroups",
          "components",
          "authenticationFlows",
          "authenticatorConfig",
          "requiredActions",
          "identityProviders",
          "identityProviderMappers",
          "localizationTexts",
          "federatedUsers",
          "organizations",
          "workflows",
          "protocolMappers",
          "userFederationProviders",
          "userFederationMappers",
          "applications",
          "oauthClients",
          "clientTemplates",
          "keycloakVersion");

  private final Located template;
  private final Problems problems;

  private StructureCheck(Located template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  static void check(Located template, ObjectNode realm, Problems problems) {
    StructureCheck check = new StructureCheck(template, problems);
    if (realm.path("realm").asText().isBlank()) {
      problems.add(template.position("$"), "names no realm: add \"realm\": \"NAME\"");
    }
    realm.fieldNames().forEachRemaining(check::supported);
    check.named(realm.path("clients"), "$.clients", "clientId");
    check.named(realm.path("clientScopes"), "$.clientScopes", "name");
    check.named(realm.path("roles").path("realm"), "$.roles.realm", "name");
    realm
        .path("roles")
        .path("client")
        .properties()
        .forEach(
            client ->
                check.named(
                    client.getValue(),
                    JsonDocument.member("$.roles.client", client.getKey()),
                    "name"));
    check.groups(realm.path("groups"), "$.groups");
    for (String holder : List.of("clients", "clientScopes")) {
      check.mappers(realm.path(holder), "$." + holder);
    }
    check.users(realm.path("users"));
  }

  private void supported(String field) {
    if (UNSUPPORTED.contains(field)) {
      problems.add(
          template.position("$." + field),
          "\"" + field + "\" is not managed by fedrealm yet: take it out of the template");
    }
  }

  private void mappers(JsonNode holders, String path) {
    for (int index = 0; index < holders.size(); index++) {
      named(
          holders.get(index).path("protocolMappers"),
          JsonDocument.element(path, index) + ".protocolMappers",
          "name");
    }
  }

  private void groups(JsonNode groups, String path) {
    named(groups, path, "name");
    for (int index = 0; index < groups.size(); index++) {
      groups(groups.get(index).path("subGroups"), JsonDocument.element(path, index) + ".subGroups");
    }
  }

  private void named(JsonNode things, String path, String key) {
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < things.size(); index++) {
      String name = things.get(index).path(key).asText();
      Position where = template.position(JsonDocument.element(path, index));
      if (name.isBlank()) {
        problems.add(where, "has no \"" + key + "\"");
      } else if (!seen.add(name)) {
        problems.add(where, "\"" + name + "\" stands here a second time");
      }
    }
  }

  private void users(JsonNode users) {
    for (int index = 0; index < users.size(); index++) {
      JsonNode user = users.get(index);
      if (!user.hasNonNull("serviceAccountClientId")) {
        problems.add(
            template.position("$.users[" + index + "]"),
            "people are not part of a template: only service accounts"
                + " (\"serviceAccountClientId\") can stand here");
      }
    }
  }
}
