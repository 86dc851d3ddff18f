package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.state.RealmState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads a realm's people with their groups and direct roles: one request for each 500 of them from
 * a server with fedrealm's extension ({@code PeopleResource}), and more from another one.
 */
final class UserReading {

  /** How many users a page has. */
  static final int PAGE = 500;

  private static final String EXTENSION = "fl-people";

  private final AdminApi api;
  private final ObjectNode realm;
  private final Map<String, String> groups = new HashMap<>();

  /**
   * @param realm as exported, with ids
   */
  UserReading(AdminApi api, ObjectNode realm) {
    this.api = api;
    this.realm = realm;
    collectGroups(realm.path("groups"), "");
  }

  private void collectGroups(JsonNode list, String parent) {
    for (JsonNode group : list) {
      String path = RealmState.groupPath(parent, group);
      groups.put(group.path("id").asText(), path);
      collectGroups(group.path("subGroups"), path);
    }
  }

  /**
   * Reads.
   *
   * @param wanted says by the name in lower case who is wanted
   * @param unwanted gets the names of all others
   * @return representations of those wanted, with {@code groups} (paths), {@code realmRoles} and
   *     {@code clientRoles}
   */
  Collection<ObjectNode> read(Predicate<String> wanted, Consumer<String> unwanted) {
    List<ObjectNode> found = new ArrayList<>();
    Optional<JsonNode> page = page(0);
    if (page.isEmpty()) {
      return new StockUserReading(api, realm, groups).read(wanted, unwanted);
    }
    keep(page.orElseThrow(), wanted, unwanted, found);
    for (int first = PAGE; page.orElseThrow().size() == PAGE; first += PAGE) {
      page = page(first);
      keep(page.orElseThrow(UserReading::interrupted), wanted, unwanted, found);
    }
    return found;
  }

  private Optional<JsonNode> page(int first) {
    return api.get(
        "realms",
        realm.path("realm").asText(),
        "%s?first=%d&max=%d".formatted(EXTENSION, first, PAGE));
  }

  private void keep(
      JsonNode page,
      Predicate<String> wanted,
      Consumer<String> unwanted,
      Collection<ObjectNode> found) {
    for (JsonNode holding : page) {
      String name = username(holding.path("user"));
      if (wanted.test(name)) {
        found.add(person(holding));
      } else {
        unwanted.accept(name);
      }
    }
  }

  /** People who were not read would be taken for people who are not there. */
  private static CommandException interrupted() {
    return new CommandException(
        ExitCode.FAILED,
        "The list of users broke off: the realm was deleted a moment ago, or not all nodes of the"
            + " server have the same extension. Run the command again.");
  }

  private ObjectNode person(JsonNode holding) {
    ObjectNode person = (ObjectNode) holding.path("user");
    ArrayNode paths = person.putArray("groups");
    for (JsonNode id : holding.path("groupIds")) {
      // A group that was made after the export was read is seen the next time.
      Optional.ofNullable(groups.get(id.asText())).ifPresent(paths::add);
    }
    return person;
  }

  /** The name of a user, as Keycloak compares it. */
  static String username(JsonNode user) {
    return user.path("username").asText().toLowerCase(Locale.ROOT);
  }
}
