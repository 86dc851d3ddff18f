package io.fedrealm.provisioning.audit.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.audit.rules.AuditRules;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.Pages;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds people to a realm that was read from a server, with their groups and the roles that they
 * have without a group. A server with our extension tells 500 people in a request; another one is
 * asked by group and by role, not by person: the number of requests depends on how many groups and
 * roles there are, and pages are bounded.
 */
final class ServerPeople {

  private static final int PAGE = 500;

  /** More people or groups than this are not an audit's business; the report says so. */
  private static final int MOST_PEOPLE = 10_000;

  private static final int MOST_GROUPS_AND_ROLES = 2_000;
  private static final int FORBIDDEN = 403;

  private static final List<String> KNOWN =
      List.of("id", "username", "enabled", "attributes", "groups", "realmRoles", "clientRoles");

  private final KeycloakServer server;
  private final AdminApi api;
  private final String realm;
  private final ObjectNode root;
  private final Map<String, ObjectNode> people = new LinkedHashMap<>();

  ServerPeople(KeycloakServer server, String realm, ObjectNode root) {
    this.server = server;
    this.api = server.api();
    this.realm = realm;
    this.root = root;
  }

  void read() {
    try {
      if (api.get("realms", realm, "users", "count").orElse(root).asInt() <= MOST_PEOPLE
          && told()) {
        return;
      }
      List<JsonNode> found = Pages.of(api, PAGE, MOST_PEOPLE + 1, "", "realms", realm, "users");
      if (found.size() > MOST_PEOPLE) {
        unread("people: there are more than " + MOST_PEOPLE);
        return;
      }
      if (groups(root.path("groups")) + roles() > MOST_GROUPS_AND_ROLES) {
        unread("people: there are more than " + MOST_GROUPS_AND_ROLES + " groups and roles");
        return;
      }
      found.forEach(this::add);
      if (!people.isEmpty()) {
        groups(root.path("groups"), "");
        directRoles();
      }
      ArrayNode users = root.withArrayProperty("users");
      people.values().forEach(users::add);
    } catch (RefusedException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      unread("people: the account may not see them");
    }
  }

  /** Whether the server's extension has told everybody with groups and roles. */
  private boolean told() {
    Optional<Collection<ObjectNode>> told = server.peopleInPages(root);
    told.ifPresent(
        people -> {
          ArrayNode users = root.withArrayProperty("users");
          people.stream().map(this::person).forEach(users::add);
        });
    return told.isPresent();
  }

  /** What the other way of reading tells of a person, and no more. */
  private ObjectNode person(ObjectNode person) {
    person.retain(KNOWN);
    String everybodys = root.at("/defaultRole/name").asText();
    ArrayNode roles = person.withArrayProperty("realmRoles");
    roles.removeIf(role -> role.asText().equals(everybodys));
    person.withArrayProperty("groups");
    person.withObjectProperty("clientRoles");
    return person;
  }

  private static int groups(JsonNode list) {
    return list.size() + list.valueStream().mapToInt(g -> groups(g.path("subGroups"))).sum();
  }

  private int roles() {
    int ofClients = root.at("/roles/client").valueStream().mapToInt(JsonNode::size).sum();
    return root.at("/roles/realm").size() + ofClients;
  }

  private void add(JsonNode user) {
    ObjectNode person = ((ObjectNode) user).retain("id", "username", "enabled", "attributes");
    person.putArray("groups");
    person.putArray("realmRoles");
    person.putObject("clientRoles");
    people.put(user.path("id").asText(), person);
  }

  private void groups(JsonNode list, String parent) {
    for (JsonNode group : list) {
      String path = parent + "/" + group.path("name").asText();
      members("groups", group.path("id").asText(), "members")
          .forEach(member -> member.withArrayProperty("groups").add(path));
      groups(group.path("subGroups"), path);
    }
  }

  private void directRoles() {
    for (JsonNode role : root.at("/roles/realm")) {
      String name = role.path("name").asText();
      if (!name.equals(root.at("/defaultRole/name").asText())) {
        members("roles", name, "users")
            .forEach(person -> person.withArrayProperty("realmRoles").add(name));
      }
    }
    for (JsonNode client : root.path("clients")) {
      String clientId = client.path("clientId").asText();
      for (JsonNode role : root.path("roles").path("client").path(clientId)) {
        String name = role.path("name").asText();
        members("clients", client.path("id").asText(), "roles", name, "users")
            .forEach(
                person ->
                    person.withObjectProperty("clientRoles").withArrayProperty(clientId).add(name));
      }
    }
  }

  /** The people in a list; service accounts are in the realm's export already. */
  private List<ObjectNode> members(String... path) {
    String[] segments = new String[path.length + 2];
    segments[0] = "realms";
    segments[1] = realm;
    System.arraycopy(path, 0, segments, 2, path.length);
    return Pages.of(api, PAGE, MOST_PEOPLE, "&briefRepresentation=true", segments).stream()
        .map(user -> people.get(user.path("id").asText()))
        .filter(person -> person != null)
        .toList();
  }

  private void unread(String what) {
    root.withArrayProperty(AuditRules.UNREAD).add(what);
  }
}
