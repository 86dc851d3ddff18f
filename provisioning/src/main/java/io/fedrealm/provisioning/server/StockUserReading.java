package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads users from a server without fedrealm's extension. Keycloak tells groups and roles for one
 * user, or for one group and one role: whichever takes fewer requests is asked.
 */
final class StockUserReading {

  private final AdminApi api;
  private final ObjectNode realm;
  private final String name;
  private final Map<String, String> groups;
  private final Map<String, ObjectNode> found = new LinkedHashMap<>();

  /**
   * @param realm as exported, with ids
   * @param groups paths by id
   */
  StockUserReading(AdminApi api, ObjectNode realm, Map<String, String> groups) {
    this.api = api;
    this.realm = realm;
    this.name = realm.path("realm").asText();
    this.groups = groups;
  }

  /** As {@link UserReading#read}. */
  Collection<ObjectNode> read(WantedUsers wanted, Consumer<JsonNode> unwanted) {
    pages(
        user -> {
          String username = UserReading.username(user);
          if (wanted.people().test(username)) {
            found.put(username, (ObjectNode) user);
          } else {
            unwanted.accept(user);
          }
        },
        "users?briefRepresentation=false");
    if (wanted.links()) {
      links();
    }
    if (wanted.memberships()) {
      new Memberships(realm).read(api);
    }
    if (found.size() <= groups.size()) {
      found.values().forEach(this::groupsOf);
    } else {
      groups.forEach(this::membersOf);
    }
    if (found.size() <= roleCount()) {
      found.values().forEach(this::rolesOf);
    } else {
      holders();
    }
    return found.values();
  }

  /** Who has links is told for one identity provider, and what they are for one user. */
  private void links() {
    Set<ObjectNode> linked = new LinkedHashSet<>();
    found.values().forEach(user -> user.putArray("federatedIdentities"));
    for (JsonNode provider : realm.path("identityProviders")) {
      String alias = Pages.encode(provider.path("alias").asText());
      pages(member(linked::add), "users?briefRepresentation=true&idpAlias=" + alias);
    }
    for (ObjectNode user : linked) {
      api.get("realms", name, "users", id(user), "federated-identity")
          .ifPresent(links -> user.set("federatedIdentities", links));
    }
  }

  private void groupsOf(ObjectNode user) {
    ArrayNode paths = user.putArray("groups");
    api.get("realms", name, "users", id(user), "groups?briefRepresentation=true&max=10000").stream()
        .flatMap(JsonNode::valueStream)
        .map(group -> groups.get(id(group)))
        .filter(Objects::nonNull)
        .forEach(paths::add);
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
      ObjectNode user = found.get(UserReading.username(member));
      if (user != null) {
        change.accept(user);
      }
    };
  }

  /** Reads a list in pages; the last segment has a query already. */
  private void pages(Consumer<JsonNode> visitor, String... path) {
    String[] segments = new String[path.length + 2];
    segments[0] = "realms";
    segments[1] = name;
    System.arraycopy(path, 0, segments, 2, path.length);
    String last = segments[segments.length - 1];
    int size = UserReading.PAGE;
    for (int first = 0; size == UserReading.PAGE; first += UserReading.PAGE) {
      segments[segments.length - 1] = last + "&first=" + first + "&max=" + UserReading.PAGE;
      JsonNode page = api.get(segments).orElse(realm.path(""));
      page.forEach(visitor);
      size = page.size();
    }
  }

  private static String id(JsonNode thing) {
    return thing.path("id").asText();
  }
}
