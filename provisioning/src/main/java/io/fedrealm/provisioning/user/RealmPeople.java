package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import io.fedrealm.provisioning.server.AdminApi.UncertainException;
import io.fedrealm.provisioning.server.Pages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A realm's people and groups on the server. */
public final class RealmPeople {

  /** A thousand users are 1 MB of JSON. */
  private static final int PAGE = 1000;

  private final AdminApi api;
  private final String realm;

  public RealmPeople(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /**
   * What the realm says about its people; one request.
   *
   * @throws CommandException {@link ExitCode#USAGE} when there is no such realm
   */
  public UserDefaults rules() {
    return new UserDefaults(
        api.get("realms", realm)
            .orElseThrow(() -> usage("The server has no realm \"" + realm + "\".")));
  }

  /**
   * All users, service accounts left out; a request a page.
   *
   * @param brief without attributes and required actions, which take Keycloak twice the time
   */
  List<JsonNode> all(boolean brief) {
    return users("&briefRepresentation=" + brief);
  }

  /** The users that a search finds, in brief; all of them when it is empty. */
  public List<JsonNode> search(String search) {
    String query = "&briefRepresentation=true";
    return users(search.isEmpty() ? query : query + "&search=" + Pages.encode(search));
  }

  private List<JsonNode> users(String query) {
    return Pages.of(api, PAGE, Integer.MAX_VALUE, query, "realms", realm, "users");
  }

  /** A user by name. */
  public Optional<ObjectNode> find(String username) {
    return api.get("realms", realm, "users?exact=true&username=" + Pages.encode(username))
        .orElseThrow(() -> usage("The server has no realm \"" + realm + "\"."))
        .valueStream()
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  /**
   * A user by name.
   *
   * @throws CommandException {@link ExitCode#USAGE} when there is none
   */
  public ObjectNode require(String username) {
    return find(username)
        .orElseThrow(() -> usage("The realm " + realm + " has no user \"" + username + "\"."));
  }

  /** The user storage that a user comes from; empty for one of Keycloak's own. */
  public Optional<UserStorage> storage(JsonNode user) {
    return Optional.of(user.path("federationLink").asText(""))
        .filter(id -> !id.isEmpty())
        .map(
            id ->
                UserStorage.of(
                    api.get("realms", realm, "components", id)
                        .orElseGet(JsonNodeFactory.instance::objectNode)));
  }

  /** A group by its path; its path is normalised. */
  public Optional<JsonNode> group(String path) {
    Stream<String> names = Arrays.stream(path.split("/")).filter(name -> !name.isEmpty());
    return api.get(
        Stream.concat(Stream.of("realms", realm, "group-by-path"), names).toArray(String[]::new));
  }

  /**
   * The id of a group.
   *
   * @throws CommandException {@link ExitCode#USAGE} with the realm's groups when there is none
   */
  public String groupId(String path) {
    return group(path)
        .map(group -> group.path("id").asText())
        .orElseThrow(() -> usage(noGroup(path)));
  }

  /** What is told about a group that is not there. */
  public String noGroup(String path) {
    List<String> known =
        api.get("realms", realm, "groups?briefRepresentation=true").stream()
            .flatMap(JsonNode::valueStream)
            .map(group -> Printable.of(group.path("path").asText()))
            .toList();
    return "The realm %s has no group \"%s\"; at the top it has: %s"
        .formatted(realm, path, known.isEmpty() ? "none" : String.join(", ", known));
  }

  /** The members of a group; a request a page. */
  public List<JsonNode> members(String groupId) {
    return Pages.of(
        api,
        PAGE,
        Integer.MAX_VALUE,
        "&briefRepresentation=true",
        "realms",
        realm,
        "groups",
        groupId,
        "members");
  }

  /** Paths of a user's groups. */
  public List<String> groupsOf(String userId) {
    List<String> paths = new ArrayList<>();
    user(userId, "groups?briefRepresentation=true")
        .forEach(group -> paths.add(group.path("path").asText()));
    return paths;
  }

  /** Something below a user: {@code credentials}, {@code groups} … */
  public JsonNode user(String userId, String... more) {
    return api.get(path(userId, more)).orElseGet(JsonNodeFactory.instance::arrayNode);
  }

  /** Makes a user; Keycloak adds the realm's default roles and groups. */
  public String create(ObjectNode user) {
    return api.write("POST", user, "realms", realm, "users");
  }

  /**
   * Makes many users in one transaction: all of them or none. Those that are there already are left
   * as they are.
   */
  void createAll(ObjectNode partialImport) {
    try {
      api.write("POST", partialImport, "realms", realm, "partialImport");
    } catch (UncertainException e) {
      // A rolled back import is answered with 500. Were it not rolled back, asking again would say
      // 409: the batch is refused when one of its users is there.
      throw e.getCause() instanceof RefusedException refused ? refused : e;
    }
  }

  /** Writes a user that was read and changed. */
  public void update(ObjectNode user) {
    api.write("PUT", user, path(user.path("id").asText()));
  }

  /** Makes a user a member of a group. */
  public void join(String userId, String groupId) {
    api.write("PUT", null, path(userId, "groups", groupId));
  }

  /** Takes a user out of a group. */
  public void leave(String userId, String groupId) {
    api.write("DELETE", null, path(userId, "groups", groupId));
  }

  /** Ends all sessions of a user; an access token lives on until its end. */
  public void logout(String userId) {
    api.write("POST", null, path(userId, "logout"));
  }

  /** Sets a temporary password. */
  public void resetPassword(String userId, String password) {
    api.write("PUT", UserJson.password(password), path(userId, "reset-password"));
  }

  /** Sends a link by which the person sets a password. */
  public void sendLink(String userId) {
    api.write(
        "PUT",
        JsonNodeFactory.instance.arrayNode().add(UserJson.UPDATE_PASSWORD),
        path(userId, "execute-actions-email"));
  }

  private String[] path(String userId, String... more) {
    return Stream.concat(Stream.of("realms", realm, "users", userId), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
