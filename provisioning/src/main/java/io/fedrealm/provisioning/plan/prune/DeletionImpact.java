package io.fedrealm.provisioning.plan.prune;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.realm.ReferenceGraph;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says who uses what is going to be deleted: people, sessions, and other parts of the realm. One or
 * two requests for each deletion.
 */
public final class DeletionImpact {

  /** So many people are named. */
  private static final int NAMED = 5;

  private static final String USER_STORAGE = "org.keycloak.storage.UserStorageProvider";

  private final AdminApi api;
  private final LiveRealm live;
  private final ReferenceGraph graph;
  private final String realm;

  public DeletionImpact(AdminApi api, String realm, LiveRealm live) {
    this.api = api;
    this.realm = realm;
    this.live = live;
    this.graph = new ReferenceGraph(live.state().all());
  }

  /**
   * Who uses something, in words.
   *
   * @param used as it is on the server
   * @param live the realm that it is in
   */
  public static List<String> of(Resource used, AdminApi api, String realm, LiveRealm live) {
    return new DeletionImpact(api, realm, live)
        .withUsers(Change.deletion(used), Set.of(used.id()))
        .usedBy();
  }

  /** The plan, each deletion with who uses what is deleted. */
  public RealmPlan of(RealmPlan plan) {
    Set<ResourceId> deleted =
        plan.changes().stream()
            .filter(change -> change.action() == Action.DELETE)
            .map(Change::id)
            .collect(Collectors.toSet());
    return new RealmPlan(
        plan.realm(),
        plan.changes().stream()
            .map(change -> deleted.contains(change.id()) ? withUsers(change, deleted) : change)
            .toList(),
        plan.notes());
  }

  private Change withUsers(Change change, Set<ResourceId> deleted) {
    ResourceId id = change.id();
    List<String> users = new ArrayList<>();
    graph.users(id).stream()
        .filter(user -> !user.kind().isOfPeople()) // They are told in one line.
        .filter(user -> !graph.isWithin(user, deleted))
        .forEach(user -> users.add(user.toString()));
    switch (id.kind()) {
      case REALM_ROLE -> people(users, "users who hold it", "roles", id.name(), "users");
      case CLIENT_ROLE ->
          people(
              users,
              "users who hold it",
              "clients",
              live.client(id.owner()),
              "roles",
              id.name(),
              "users");
      case GROUP -> people(users, "members", "groups", live.group(id.name()), "members");
      case ORGANIZATION_GROUP ->
          people(
              users,
              "members",
              "organizations",
              live.id(ResourceId.of(ResourceType.ORGANIZATION, id.owner())),
              "groups",
              live.id(id),
              "members");
      case CLIENT -> sessions(users, live.client(id.name()));
      case IDENTITY_PROVIDER ->
          people(users, "users who are linked to it", "users?idpAlias=" + encoded(id.name()));
      case ORGANIZATION -> people(users, "members", "organizations", live.id(id), "members");
      case COMPONENT -> {
        if (id.owner().equals(USER_STORAGE)) {
          users.add("the accounts that were read from it, which Keycloak deletes with it");
        }
      }
      default -> {}
    }
    return change.usedBy(users);
  }

  private void people(List<String> users, String what, String... path) {
    List<String> names =
        read(path, (path[path.length - 1].contains("?") ? "&" : "?") + "first=0&max=" + (NAMED + 1))
            .map(list -> list.valueStream().map(user -> user.path("username").asText()).toList())
            .orElse(List.of());
    if (!names.isEmpty()) {
      String more = names.size() > NAMED ? " and more" : "";
      users.add(
          what
              + ": "
              + String.join(", ", names.stream().limit(NAMED).map(Printable::of).toList())
              + more);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void sessions(List<String> users, String client) {
    Stream.of("session-count", "offline-session-count")
        .forEach(
            count ->
                read(new String[] {"clients", client, count}, "")
                    .map(answer -> answer.path("count").asInt())
                    .filter(number -> number > 0)
                    .ifPresent(
                        number ->
                            users.add(
                                number
                                    + (count.startsWith("offline") ? " offline" : "")
                                    + (number == 1 ? " session" : " sessions"))));
  }

  private Optional<JsonNode> read(String[] path, String query) {
    List<String> segments = new ArrayList<>(List.of("realms", realm));
    segments.addAll(List.of(path));
    int last = segments.size() - 1;
    segments.set(last, segments.get(last) + query);
    return api.get(segments.toArray(String[]::new));
  }
}
