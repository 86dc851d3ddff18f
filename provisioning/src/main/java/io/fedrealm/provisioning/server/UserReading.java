package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.GroupPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a realm's people with their groups and direct roles, links to identity providers and
 * memberships of organizations: one request for each 500 of them from a server with fedrealm's
 * extension ({@code PeopleResource}), and more from another one.
 */
final class UserReading {

  /** How many users a page has. */
  static final int PAGE = 500;

  /** The provider of the extension. */
  static final String EXTENSION = "fl-people";

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
      String path = GroupPath.of(parent, group.path("name").asText());
      groups.put(group.path("id").asText(), path);
      collectGroups(group.path("subGroups"), path);
    }
  }

  /**
   * Reads; the organizations of the realm get their members when that is wanted.
   *
   * @param unwanted gets all others
   * @return representations of those wanted, with {@code groups} (paths), {@code realmRoles},
   *     {@code clientRoles}, and {@code federatedIdentities} when links are wanted
   */
  Collection<ObjectNode> read(WantedUsers wanted, Consumer<JsonNode> unwanted) {
    Optional<JsonNode> page = page(0, wanted).filter(first -> tellsAll(first, wanted));
    if (page.isEmpty()) {
      return new StockUserReading(api, realm, groups).read(wanted, unwanted);
    }
    List<ObjectNode> found = new ArrayList<>();
    Optional<Memberships> members =
        wanted.memberships() ? Optional.of(new Memberships(realm)) : Optional.empty();
    int first = 0;
    while (true) {
      for (JsonNode holding : page.orElseThrow(UserReading::interrupted)) {
        members.ifPresent(m -> note(holding, m));
        if (wanted.people().test(username(holding.path("user")))) {
          found.add(person(holding));
        } else {
          unwanted.accept(holding.path("user"));
        }
      }
      if (page.orElseThrow().size() < PAGE) {
        return found;
      }
      first += PAGE;
      page = page(first, wanted);
    }
  }

  private Optional<JsonNode> page(int first, WantedUsers wanted) {
    return api.get(
        "realms",
        realm.path("realm").asText(),
        "%s?first=%d&max=%d%s%s"
            .formatted(
                EXTENSION,
                first,
                PAGE,
                wanted.links() ? "&links=true" : "",
                wanted.memberships() ? "&memberships=true" : ""));
  }

  /** An older extension does not know of links and memberships, and leaves them out. */
  private static boolean tellsAll(JsonNode page, WantedUsers wanted) {
    JsonNode first = page.path(0);
    return page.isEmpty()
        || ((!wanted.links() || first.at("/user/federatedIdentities").isArray())
            && (!wanted.memberships() || first.path("memberships").isArray()));
  }

  private static void note(JsonNode holding, Memberships members) {
    for (JsonNode membership : holding.path("memberships")) {
      members.add(membership.path("organizationId").asText(), holding.path("user"), membership);
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
