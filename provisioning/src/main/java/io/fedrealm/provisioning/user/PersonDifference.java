package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a user on the server is not as a person is wanted.
 *
 * @param fields the fields that differ, without their values
 * @param groups the groups that the user is not a member of
 */
public record PersonDifference(List<String> fields, List<String> groups) {

  /**
   * Compares what the person says; a group that the user is in besides is no difference.
   *
   * @param memberOf paths of the user's groups
   */
  public static PersonDifference of(Person person, JsonNode user, Set<String> memberOf) {
    List<String> fields = new ArrayList<>();
    compare("email", person.email(), user, fields);
    compare("firstName", person.firstName(), user, fields);
    compare("lastName", person.lastName(), user, fields);
    if (person.enabled() != null && person.enabled() != user.path("enabled").asBoolean()) {
      fields.add("enabled");
    }
    person
        .attributes()
        .forEach(
            (name, values) -> {
              if (!UserJson.attribute(user, name).equals(values)) {
                fields.add("attribute." + name);
              }
            });
    List<String> groups =
        person.groups().stream().filter(group -> !memberOf.contains(group)).toList();
    return new PersonDifference(fields.stream().sorted().toList(), groups);
  }

  private static void compare(String field, String wanted, JsonNode user, List<String> fields) {
    if (wanted != null && !wanted.equals(user.path(field).asText(""))) {
      fields.add(field);
    }
  }

  public boolean isEmpty() {
    return fields.isEmpty() && groups.isEmpty();
  }

  /** What differs, in words. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (!fields.isEmpty()) {
      parts.add("differs in " + String.join(", ", fields));
    }
    if (!groups.isEmpty()) {
      parts.add("is not in " + String.join(", ", groups));
    }
    return String.join("; ", parts);
  }
}
