package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads the users that are wanted, in pages, with their groups and roles. Keycloak tells those for
 * one user, or for one group and one role: whichever takes fewer requests is asked.
 */
final class UserReading {

  private static final int PAGE = 500;

  private final AdminApi api;
  private final String name;
  private final ObjectNode realm;
  private final Set<String> wanted = new HashSet<>();
  private final Map<String, ObjectNode> found = new HashMap<>();

  /**
   * @param desired says which users are wanted
   * @param realm gets the users
   */
  UserReading(AdminApi api, RealmState desired, ObjectNode realm) {
    this.api = api;
    this.name = desired.realm();
    this.realm = realm;
    desired.all().stream()
        .map(Resource::id)
        .filter(id -> id.kind() == Kind.USER)
        .forEach(id -> wanted.add(id.name()));
  }

  void read() {
    pages("users?briefRepresentation=false", this::keep);
    found.values().forEach(realm.withArrayProperty("users")::add);
    Map<String, String> groups = new HashMap<>();
    groups(realm.path("groups"), "", groups);
    if (found.size() <= groups.size()) {
      found.forEach((user, fields) -> groupsOf(fields, groups));
    } else {
      groups.forEach(this::membersOf);
    }
    if (found.size() <= roleCount()) {
      found.values().forEach(this::rolesOf);
    } else {
      holders();
    }
  }

  private void keep(JsonNode user) {
    String username = user.path("username").asText().toLowerCase(Locale.ROOT);
    if (wanted.contains(username) && user instanceof ObjectNode fields) {
      found.put(username, fields);
    }
  }

  private static void groups(JsonNode list, String parent, Map<String, String> pathById) {
    for (JsonNode group : list) {
      String path = RealmState.groupPath(parent, group);
      pathById.put(group.path("id").asText(), path);
      groups(group.path("subGroups"), path, pathById);
    }
  }

  private void groupsOf(ObjectNode user, Map<String, String> pathById) {
    ArrayNode paths = user.putArray("groups");
    api.get("realms", name, "users", id(user), "groups?briefRepresentation=true&max=10000")
        .ifPresent(
            groups ->
                groups.forEach(
                    group -> {
                      String path = pathById.get(group.path("id").asText());
                      if (path != null) {
                        paths.add(path);
                      }
                    }));
  }

  private void membersOf(String group, String path) {
    pages(
        member(user -> user.withArrayProperty("groups").add(path)),
        "groups",
        group,
        "members?briefRepresentation=true");
  }

  private int roleCount() {
    int[] count = new int[1];
    roles((client, role) -> count[0]++);
    return count[0];
  }

  /**
   * @param visitor gets each role with the client that it is of; null for a realm role
   */
  private void roles(BiConsumer<String, JsonNode> visitor) {
    String everybodys = RealmState.defaultRole(name);
    for (JsonNode role : realm.at("/roles/realm")) {
      if (!role.path("name").asText().equals(everybodys)) {
        visitor.accept(null, role);
      }
    }
    realm
        .at("/roles/client")
        .properties()
        .forEach(client -> client.getValue().forEach(r -> visitor.accept(client.getKey(), r)));
  }

  private void holders() {
    Map<String, String> clientIds = new HashMap<>();
    realm
        .path("clients")
        .forEach(client -> clientIds.put(client.path("clientId").asText(), id(client)));
    String query = "users?briefRepresentation=true";
    roles(
        (client, role) -> {
          String roleName = role.path("name").asText();
          if (client == null) {
            pages(
                member(user -> user.withArrayProperty("realmRoles").add(roleName)),
                "roles",
                roleName,
                query);
          } else {
            pages(
                member(
                    user ->
                        user.withObjectProperty("clientRoles")
                            .withArrayProperty(client)
                            .add(roleName)),
                "clients",
                clientIds.get(client),
                "roles",
                roleName,
                query);
          }
        });
  }

  private void rolesOf(ObjectNode user) {
    JsonNode mappings =
        api.get("realms", name, "users", id(user), "role-mappings").orElse(user.path(""));
    ArrayNode realmRoles = user.putArray("realmRoles");
    mappings.path("realmMappings").forEach(role -> realmRoles.add(role.path("name")));
    ObjectNode clientRoles = user.putObject("clientRoles");
    mappings
        .path("clientMappings")
        .properties()
        .forEach(
            client -> {
              ArrayNode roles = clientRoles.putArray(client.getKey());
              client.getValue().path("mappings").forEach(role -> roles.add(role.path("name")));
            });
  }

  private Consumer<JsonNode> member(Consumer<ObjectNode> change) {
    return member -> {
      ObjectNode user = found.get(member.path("username").asText().toLowerCase(Locale.ROOT));
      if (user != null) {
        change.accept(user);
      }
    };
  }

  private void pages(String list, Consumer<JsonNode> visitor) {
    pages(visitor, list);
  }

  /** Reads a list in pages; the last segment has a query already. */
  private void pages(Consumer<JsonNode> visitor, String... path) {
    String[] segments = new String[path.length + 2];
    segments[0] = "realms";
    segments[1] = name;
    System.arraycopy(path, 0, segments, 2, path.length);
    String last = segments[segments.length - 1];
    int size = PAGE;
    for (int first = 0; size == PAGE; first += PAGE) {
      segments[segments.length - 1] = last + "&first=" + first + "&max=" + PAGE;
      JsonNode page = api.get(segments).orElse(realm.path(""));
      page.forEach(visitor);
      size = page.size();
    }
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asText();
  }
}
