package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The people of a realm by group, with the roles that were given to them directly. Their passwords
 * stay where they are.
 */
final class People {

  private static final List<String> FIELDS =
      List.of(
          "username",
          "email",
          "emailVerified",
          "firstName",
          "lastName",
          "enabled",
          "attributes",
          "requiredActions");

  private final JsonNode realm;
  private final List<ObjectNode> people;
  private final int stored;

  /**
   * @param realm as Keycloak exports it
   * @param users its users, with {@code groups} and roles
   */
  People(JsonNode realm, Collection<ObjectNode> users) {
    this.realm = realm;
    List<ObjectNode> own =
        users.stream().filter(user -> !user.hasNonNull("federationLink")).toList();
    this.stored = users.size() - own.size();
    this.people =
        own.stream()
            .map(this::person)
            .sorted(
                Comparator.comparing((ObjectNode person) -> person.path("groups").toString())
                    .thenComparing(person -> person.path("username").asText()))
            .toList();
  }

  /** Adds them to a template, after its service accounts; those of a group stand together. */
  void addTo(ObjectNode template) {
    if (!people.isEmpty()) {
      people.forEach(template.withArrayProperty("users")::add);
    }
  }

  /** What a template cannot hold of them, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (stored > 0) {
      notes.add("left out: people who come from a user storage (LDAP or another): " + stored);
    }
    if (!people.isEmpty() && !realm.path("identityProviders").isEmpty()) {
      notes.add(
          "left out: links of people to identity providers (not managed by fedrealm), if there are"
              + " any");
    }
    return notes;
  }

  private ObjectNode person(JsonNode user) {
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      keep(field, user.path(field), person);
    }
    keep("groups", sorted(user.path("groups")), person);
    ArrayNode realmRoles = sorted(user.path("realmRoles"));
    String everybodys = realm.at("/defaultRole/name").asText();
    realmRoles.removeIf(role -> role.asText().equals(everybodys));
    keep("realmRoles", realmRoles, person);
    TreeMap<String, JsonNode> clientRoles = new TreeMap<>();
    user.path("clientRoles")
        .properties()
        .forEach(client -> clientRoles.put(client.getKey(), sorted(client.getValue())));
    keep("clientRoles", JsonNodeFactory.instance.objectNode().setAll(clientRoles), person);
    return person;
  }

  private static void keep(String field, JsonNode value, ObjectNode person) {
    boolean nothing = value.isContainerNode() ? value.isEmpty() : value.isMissingNode();
    if (!nothing && !value.isNull()) {
      person.set(field, value);
    }
  }

  private static ArrayNode sorted(JsonNode names) {
    TreeSet<String> sorted = new TreeSet<>();
    names.forEach(name -> sorted.add(name.asText()));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    sorted.forEach(list::add);
    return list;
  }
}
