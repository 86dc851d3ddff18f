package io.fedrealm.provisioning.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The projects of a realm. What is there already is left as it is, so that add can be repeated. */
public final class Projects {

  /** The attribute of a client that may ask for every project: the prefix of those scopes. */
  private static final String OPEN_SCOPES = "fl.optional.scopes.open";

  /** The attribute of a client that is there for one project: a site, the issued tokens' client. */
  private static final String OWNER = "fl.fedn.project";

  private final AdminApi api;
  private final String realm;

  /**
   * @param realm the name of a realm that is for FEDn
   */
  public Projects(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /** All projects, by slug. */
  public List<Project> list() {
    return scopes()
        .valueStream()
        .map(Project::of)
        .filter(Objects::nonNull)
        .sorted((one, other) -> one.slug().compareTo(other.slug()))
        .toList();
  }

  /** A project, if it is there. */
  public Optional<Project> find(String slug) {
    return list().stream().filter(project -> project.slug().equals(slug)).findFirst();
  }

  /**
   * A project that must be there.
   *
   * @throws CommandException {@link ExitCode#USAGE} with the projects that are
   */
  public Project require(String slug) {
    List<Project> projects = list();
    return projects.stream()
        .filter(project -> project.slug().equals(slug))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "The realm %s has no project \"%s\". It has: %s. Make it: fedrealm project add %s"
                        .formatted(realm, slug, slugs(projects), slug)));
  }

  private static String slugs(List<Project> projects) {
    return projects.isEmpty()
        ? "none"
        : projects.stream().map(Project::slug).collect(Collectors.joining(", "));
  }

  /**
   * Makes a project: roles, groups, client scope. What a run that was broken off has made already
   * is used. The owner becomes a member of the administrators' group.
   *
   * @return what was made, in words; empty when everything was there
   * @throws CommandException {@link ExitCode#USAGE} when there is no such owner; nothing was made
   */
  public List<String> add(Project project) {
    Optional<String> owner = ownerId(project);
    List<String> made = new ArrayList<>();
    for (String role : project.roles()) {
      if (api.get("realms", realm, "roles", role).isEmpty()) {
        api.write("POST", Project.role(role), "realms", realm, "roles");
        made.add("role " + role);
      }
    }
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    project.roles().forEach(role -> roles.add(role(role)));
    for (JsonNode role : roles) {
      addGroup(role, made);
    }
    addScope(project, roles, made);
    owner.ifPresent(user -> join(user, groupId(project.administrators())));
    return made;
  }

  private Optional<String> ownerId(Project project) {
    if (project.owner().isEmpty()) {
      return Optional.empty();
    }
    String query = "users?exact=true&username=" + Pages.encode(project.owner());
    return Optional.of(
        api.get("realms", realm, query).stream()
            .flatMap(JsonNode::valueStream)
            .map(user -> user.path("id").asText())
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE,
                        "The realm %s has no user \"%s\". Nothing was made. Make the account: fedrealm user add"
                            .formatted(realm, Printable.of(project.owner())))));
  }

  private void join(String user, String group) {
    api.write("PUT", null, "realms", realm, "users", user, "groups", group);
  }

  private JsonNode role(String name) {
    return api.get("realms", realm, "roles", name)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.FAILED, "The role " + name + " was removed while this ran"));
  }

  private void addGroup(JsonNode role, List<String> made) {
    String name = role.path("name").asText();
    String id = groupId(name);
    if (id.isEmpty()) {
      JsonNode group = JsonNodeFactory.instance.objectNode().put("name", name);
      id = api.write("POST", group, "realms", realm, "groups");
      made.add("group " + name);
    }
    ArrayNode roles = JsonNodeFactory.instance.arrayNode().add(role);
    api.write("POST", roles, "realms", realm, "groups", id, "role-mappings", "realm");
  }

  /** The id of a top-level group; empty when there is none. */
  private String groupId(String name) {
    return api.get("realms", realm, "groups?exact=true&search=" + Pages.encode(name)).stream()
        .flatMap(JsonNode::valueStream)
        .filter(group -> group.path("name").asText().equals(name))
        .map(group -> group.path("id").asText())
        .findFirst()
        .orElse("");
  }

  private void addScope(Project project, ArrayNode roles, List<String> made) {
    Optional<ObjectNode> live = scope(project);
    String id = live.map(scope -> scope.path("id").asText()).orElse("");
    if (live.isEmpty()) {
      id = api.write("POST", project.scopeRepresentation(), "realms", realm, "client-scopes");
      made.add("client scope " + project.scope());
    } else if (project.describe(live.get())) {
      api.write("PUT", live.get(), "realms", realm, "client-scopes", id);
      made.add("name, owner or controller of client scope " + project.scope());
    }
    api.write("POST", roles, "realms", realm, "client-scopes", id, "scope-mappings", "realm");
    for (JsonNode client : clients()) {
      if (client.path("attributes").path(OPEN_SCOPES).asText().equals("project:")) {
        String clientId = client.path("id").asText();
        api.write("PUT", null, "realms", realm, "clients", clientId, "optional-client-scopes", id);
      }
    }
  }

  /**
   * Notes which key the project's FEDn was given, unless it is noted already.
   *
   * @param keyId its {@code kid}
   */
  public void handedOut(Project project, String keyId) {
    Project given = project.withKey(keyId);
    scope(project)
        .filter(given::describe)
        .ifPresent(
            scope ->
                api.write(
                    "PUT", scope, "realms", realm, "client-scopes", scope.path("id").asText()));
  }

  /**
   * Removes a project: its sites and other clients first, so that no token can be had any more,
   * then its scope, groups and roles. Nothing is left of it, and nothing else is touched.
   *
   * @return what was removed, in words
   */
  public List<String> remove(Project project) {
    List<String> removed = new ArrayList<>();
    for (JsonNode client : clients()) {
      if (belongs(client, project)) {
        api.write("DELETE", null, "realms", realm, "clients", client.path("id").asText());
        removed.add("client " + client.path("clientId").asText());
      }
    }
    for (ObjectNode scope : scope(project).stream().toList()) {
      api.write("DELETE", null, "realms", realm, "client-scopes", scope.path("id").asText());
      removed.add("client scope " + project.scope());
    }
    for (String role : project.roles()) {
      String group = groupId(role);
      if (!group.isEmpty()) {
        api.write("DELETE", null, "realms", realm, "groups", group);
        removed.add("group " + role);
      }
      if (api.get("realms", realm, "roles", role).isPresent()) {
        api.write("DELETE", null, "realms", realm, "roles", role);
        removed.add("role " + role);
      }
    }
    return removed;
  }

  /** The people in a group of a project, by user name. */
  List<String> members(String group) {
    String id = groupId(group);
    return id.isEmpty()
        ? List.of()
        : Pages.all(api, "&briefRepresentation=true", "realms", realm, "groups", id, "members")
            .stream()
            .map(user -> user.path("username").asText())
            .sorted()
            .toList();
  }

  /** The clients of a project, its sites among them. */
  public List<String> clientsOf(Project project) {
    return clients().stream()
        .filter(client -> belongs(client, project))
        .map(client -> client.path("clientId").asText())
        .sorted()
        .toList();
  }

  /** Clients of the realm that get every token for this project: those that its template makes. */
  List<String> clientsBoundTo(Project project) {
    return clients().stream()
        .filter(client -> !belongs(client, project))
        .filter(
            client ->
                client
                    .path("defaultClientScopes")
                    .valueStream()
                    .anyMatch(scope -> scope.asText().equals(project.scope())))
        .map(client -> client.path("clientId").asText())
        .sorted()
        .toList();
  }

  private static boolean belongs(JsonNode client, Project project) {
    return client.path("attributes").path(OWNER).asText().equals(project.slug());
  }

  private List<JsonNode> clients() {
    return Pages.reduced(api, Projects::keepProjects, "", "realms", realm, "clients")
        .orElse(List.of());
  }

  private static void keepProjects(ObjectNode client) {
    client.retain("id", "clientId", "defaultClientScopes", "attributes");
    if (client.path("attributes") instanceof ObjectNode attributes) {
      attributes.retain(OWNER, OPEN_SCOPES);
    }
  }

  private Optional<ObjectNode> scope(Project project) {
    return scopes()
        .valueStream()
        .filter(scope -> scope.path("name").asText().equals(project.scope()))
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  private JsonNode scopes() {
    return api.get("realms", realm, "client-scopes")
        .orElseThrow(
            () ->
                new CommandException(ExitCode.USAGE, "The server has no realm \"" + realm + "\""));
  }
}
