package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Refuses lists whose elements lack a name, or have one that another has too. */
final class NamesCheck {

  /** The width of the columns for names in Keycloak's database (jpa-changelog). */
  private static final int MAX_LENGTH = 255;

  private final SourceMappedRealm template;
  private final Problems problems;

  NamesCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  /** Each element has a name of its own. */
  void named(JsonNode things, String path, String key) {
    required(things, path, key);
    unique(things, path, key);
  }

  /** Each element has the field, and it fits into Keycloak's database. */
  void required(JsonNode things, String path, String key) {
    for (int index = 0; index < things.size(); index++) {
      String value = things.get(index).path(key).asText();
      if (value.isBlank()) {
        problems.add(template.position(JsonPath.element(path, index)), "has no \"" + key + "\"");
      } else if (value.length() > MAX_LENGTH) {
        problems.add(
            template.position(JsonPath.member(JsonPath.element(path, index), key)),
            "is longer than " + MAX_LENGTH + " characters: Keycloak cannot store it");
      }
    }
  }

  /** No two elements have the same value in the field. */
  void unique(JsonNode things, String path, String key) {
    unique(things, path, thing -> thing.path(key).asText());
  }

  /** No two elements are called the same. */
  void unique(JsonNode things, String path, Function<JsonNode, String> called) {
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < things.size(); index++) {
      String name = called.apply(things.get(index));
      if (!name.isBlank() && !seen.add(name)) {
        problems.add(
            template.position(JsonPath.element(path, index)),
            "\"" + name + "\" stands here a second time");
      }
    }
  }

  /** Groups and those in them. */
  void groups(JsonNode groups, String path) {
    named(groups, path, "name");
    for (int index = 0; index < groups.size(); index++) {
      String group = JsonPath.element(path, index);
      if (groups.get(index).path("name").asText().contains("/")) {
        problems.add(template.position(group), "a group's name cannot hold \"/\"");
      }
      groups(groups.get(index).path("subGroups"), group + ".subGroups");
    }
  }
}
