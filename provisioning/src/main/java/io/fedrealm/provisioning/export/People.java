package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The people of a realm by group, with the roles that were given to them directly, their links to
 * identity providers, and the organizations that they were made members of. Their passwords stay
 * where they are.
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

  /** As many people are named when they are left out. */
  private static final int MOST_NAMED = 20;

  private final JsonNode realm;
  private final List<ObjectNode> people;
  private final List<String> stored;

  /**
   * @param realm as Keycloak exports it, its organizations with their members
   * @param users its users, with {@code groups}, roles and links
   */
  People(JsonNode realm, Collection<ObjectNode> users) {
    this.realm = realm;
    List<ObjectNode> own =
        users.stream().filter(user -> !user.hasNonNull("federationLink")).toList();
    this.stored =
        users.stream()
            .filter(user -> user.hasNonNull("federationLink"))
            .map(user -> user.path("username").asText())
            .sorted()
            .toList();
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
    for (JsonNode organization : template.path("organizations")) {
      ArrayNode members = members(organization.path("name"));
      if (!members.isEmpty()) {
        ((ObjectNode) organization).set("members", members);
      }
    }
  }

  /** Without those whom only the organization's identity provider can make a member. */
  private ArrayNode members(JsonNode organization) {
    TreeMap<String, ObjectNode> byName = new TreeMap<>();
    realm
        .path("organizations")
        .valueStream()
        .filter(live -> live.path("name").equals(organization))
        .flatMap(live -> live.path("members").valueStream())
        .filter(member -> !OrganizationMembers.isManaged(member))
        .forEach(member -> byName.put(member.path("username").asText(), member(member)));
    return JsonNodeFactory.instance.arrayNode().addAll(byName.values());
  }

  private static ObjectNode member(JsonNode live) {
    ObjectNode member = JsonNodeFactory.instance.objectNode();
    member.set("username", live.get("username"));
    keep("groups", sorted(live.path("groups")), member);
    return member;
  }

  /** What a template cannot hold of them, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!stored.isEmpty()) {
      notes.add(
          "left out: people who come from a user storage (LDAP or another): " + names(stored));
    }
    long managed =
        realm
            .path("organizations")
            .valueStream()
            .flatMap(organization -> organization.path("members").valueStream())
            .filter(OrganizationMembers::isManaged)
            .count();
    if (managed > 0) {
      notes.add(
          "left out: memberships that identity providers have made (managed ones), which nobody else"
              + " can: "
              + managed);
    }
    return notes;
  }

  private static String names(List<String> all) {
    String named = String.join(", ", all.stream().limit(MOST_NAMED).map(Printable::of).toList());
    return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
  }

  private ObjectNode person(JsonNode user) {
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      keep(field, user.path(field), person);
    }
    keep("federatedIdentities", links(user.path("federatedIdentities")), person);
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

  private static ArrayNode links(JsonNode links) {
    ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
    links
        .valueStream()
        .sorted(Comparator.comparing(link -> link.path("identityProvider").asText()))
        .forEach(sorted::add);
    return sorted;
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
