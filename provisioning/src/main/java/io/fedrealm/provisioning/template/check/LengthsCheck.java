package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.List;

/**
 * Refuses texts that do not fit into Keycloak's database (jpa-changelog): it would fail at them
 * half-way, with an error of the database.
 */
final class LengthsCheck {

  private static final int MAX_LENGTH = 255;
  private static final String ATTRIBUTES = "attributes";
  private static final String DESCRIPTION = "description";

  private final SourceMappedRealm template;
  private final Problems problems;

  LengthsCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  void check(JsonNode realm) {
    roles(realm.at("/roles/realm"), "$.roles.realm");
    realm
        .at("/roles/client")
        .properties()
        .forEach(c -> roles(c.getValue(), JsonPath.member("$.roles.client", c.getKey())));
    groups(realm.path("groups"), "$.groups");
    fields(
        realm.path("clients"),
        "$.clients",
        List.of(
            "name", DESCRIPTION, "rootUrl", "baseUrl", "adminUrl", "redirectUris", "webOrigins"));
    fields(realm.path("clientScopes"), "$.clientScopes", List.of(DESCRIPTION));
    fields(realm.path("authenticationFlows"), "$.authenticationFlows", List.of(DESCRIPTION));
    fields(realm.path("identityProviders"), "$.identityProviders", List.of("displayName"));
    fields(realm.path("users"), "$.users", List.of("firstName", "lastName", "email"));
    JsonNode organizations = realm.path("organizations");
    for (int index = 0; index < organizations.size(); index++) {
      String path = JsonPath.element("$.organizations", index);
      groups(organizations.get(index).path("groups"), JsonPath.member(path, "groups"));
    }
  }

  private void roles(JsonNode roles, String path) {
    fields(roles, path, List.of(DESCRIPTION, ATTRIBUTES));
  }

  private void groups(JsonNode groups, String path) {
    fields(groups, path, List.of(DESCRIPTION, ATTRIBUTES));
    for (int index = 0; index < groups.size(); index++) {
      String group = JsonPath.element(path, index);
      groups(groups.get(index).path("subGroups"), JsonPath.member(group, "subGroups"));
    }
  }

  private void fields(JsonNode holders, String path, List<String> names) {
    for (int index = 0; index < holders.size(); index++) {
      for (String name : names) {
        String field = JsonPath.member(JsonPath.element(path, index), name);
        text(holders.get(index).path(name), field);
      }
    }
  }

  private void text(JsonNode value, String path) {
    if (value.isTextual() && value.textValue().length() > MAX_LENGTH) {
      problems.add(
          template.position(path),
          "is longer than %d characters: Keycloak cannot store it".formatted(MAX_LENGTH));
    }
    for (int index = 0; value.isArray() && index < value.size(); index++) {
      text(value.get(index), JsonPath.element(path, index));
    }
    value.properties().forEach(f -> text(f.getValue(), JsonPath.member(path, f.getKey())));
  }
}
