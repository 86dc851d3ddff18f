package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.state.Printable;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A realm as it is on the server: its resources, and the ids by which Keycloak wants them named in
 * requests. Read in two requests whatever the realm's size: a partial export, and the list of
 * clients (the export masks their secrets).
 */
public final class LiveRealm {

  /** The secret before the last rotation, still valid for a while (ClientSecretConstants). */
  private static final String ROTATED_SECRET = "client.secret.rotated";

  /**
   * The realm role that says who changes the realm at the moment; no part of the realm's state
   * ({@code lease} package).
   */
  public static final String LEASE_ROLE = "fedrealm.lease";

  private final boolean leased;
  private final RealmState state;
  private final Map<String, String> clients = new ConcurrentHashMap<>();
  private final Map<String, String> clientScopes = new ConcurrentHashMap<>();
  private final Map<String, String> groups = new ConcurrentHashMap<>();
  private final Map<String, String> serviceAccounts = new HashMap<>();
  private final Map<String, String> mappers = new HashMap<>();
  private final Map<String, JsonNode> realmRoles = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> clientRoles = new HashMap<>();

  /**
   * @param export what Keycloak's partial export gives, with clients, groups and roles
   * @param clientList what {@code GET /clients} gives; its secrets replace the masked ones (an
   *     update that sent a mask back would make the mask a secret that is accepted)
   */
  public LiveRealm(ObjectNode export, JsonNode clientList) {
    Map<String, JsonNode> unmasked = new HashMap<>();
    clientList.forEach(client -> unmasked.put(client.path("clientId").asText(), client));
    for (JsonNode client : export.path("clients")) {
      JsonNode full = unmasked.get(client.path("clientId").asText());
      if (client instanceof ObjectNode fields && full != null) {
        copy(full, fields, "secret");
        copy(full.path("attributes"), fields.path("attributes"), ROTATED_SECRET);
      }
    }
    this.leased = removeLease(export.at("/roles/realm"));
    this.state = RealmState.of(export);
    index(export);
  }

  /**
   * Takes the role of a lease out of an export.
   *
   * @return whether it was there
   */
  public static boolean removeLease(JsonNode roles) {
    for (Iterator<JsonNode> role = roles.iterator(); role.hasNext(); ) {
      if (role.next().path("name").asText().equals(LEASE_ROLE)) {
        role.remove();
        return true;
      }
    }
    return false;
  }

  private static void copy(JsonNode from, JsonNode to, String field) {
    if (to instanceof ObjectNode target && from.hasNonNull(field)) {
      target.set(field, from.get(field));
    }
  }

  private void index(ObjectNode export) {
    for (JsonNode client : export.path("clients")) {
      clients.put(client.path("clientId").asText(), id(client));
      mappers("client", client.path("clientId").asText(), client);
    }
    for (JsonNode scope : export.path("clientScopes")) {
      clientScopes.put(scope.path("name").asText(), id(scope));
      mappers("scope", scope.path("name").asText(), scope);
    }
    for (JsonNode user : export.path("users")) {
      if (user.has("serviceAccountClientId")) {
        serviceAccounts.put(RealmState.serviceAccountOf(user), id(user));
      }
    }
    groups(export.path("groups"), "");
    export
        .at("/roles/realm")
        .forEach(role -> realmRoles.put(role.path("name").asText(), reference(role)));
    export
        .at("/roles/client")
        .properties()
        .forEach(
            client -> {
              Map<String, JsonNode> roles =
                  clientRoles.computeIfAbsent(client.getKey(), key -> new HashMap<>());
              client
                  .getValue()
                  .forEach(role -> roles.put(role.path("name").asText(), reference(role)));
            });
  }

  private void mappers(String holderKind, String holder, JsonNode representation) {
    for (JsonNode mapper : representation.path("protocolMappers")) {
      mappers.put(holderKind + "\n" + holder + "\n" + mapper.path("name").asText(), id(mapper));
    }
  }

  private void groups(JsonNode list, String parent) {
    for (JsonNode group : list) {
      String path = RealmState.groupPath(parent, group);
      groups.put(path, id(group));
      groups(group.path("subGroups"), path);
    }
  }

  private static String id(JsonNode representation) {
    return representation.path("id").asText();
  }

  /** A role as Keycloak wants it in a role mapping: id and name must fit each other. */
  private static ObjectNode reference(JsonNode role) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.set("id", role.get("id"));
    reference.set("name", role.get("name"));
    return reference;
  }

  /** Whether a run was changing the realm when it was read. */
  public boolean leased() {
    return leased;
  }

  /** The realm as resources. */
  public RealmState state() {
    return state;
  }

  /** Notes the id of a resource that was just made; kinds whose ids nobody asks for are ignored. */
  public void made(ResourceId resource, String id) {
    switch (resource.kind()) {
      case CLIENT -> clients.put(resource.name(), id);
      case CLIENT_SCOPE -> clientScopes.put(resource.name(), id);
      case GROUP -> groups.put(resource.name(), id);
      default -> {}
    }
  }

  /** Id of a client by its client id. */
  public String client(String clientId) {
    return known(clients, clientId, "client");
  }

  /** Id of a client scope by its name. */
  public String clientScope(String name) {
    return known(clientScopes, name, "client scope");
  }

  /** Id of a group by its path. */
  public String group(String path) {
    return known(groups, path, "group");
  }

  /** Id of a client's service-account user. */
  public String serviceAccount(String clientId) {
    return known(serviceAccounts, clientId, "service account of client");
  }

  /** Id of a client's protocol mapper. */
  public String clientMapper(String clientId, String mapper) {
    return known(mappers, "client\n" + clientId + "\n" + mapper, "mapper");
  }

  /** Id of a client scope's protocol mapper. */
  public String clientScopeMapper(String scope, String mapper) {
    return known(mappers, "scope\n" + scope + "\n" + mapper, "mapper");
  }

  /** Id of a realm role, or of a client's role when {@code owner} is not empty. */
  public String roleId(String owner, String name) {
    return role(owner, name).path("id").asText();
  }

  /**
   * Roles for the body of a role mapping request.
   *
   * @param owner the client whose roles they are; empty for realm roles
   */
  public ArrayNode roles(String owner, Iterable<String> names) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> roles.add(role(owner, name)));
    return roles;
  }

  private JsonNode role(String owner, String name) {
    return owner.isEmpty()
        ? known(realmRoles, name, "realm role")
        : known(clientRoles.getOrDefault(owner, Map.of()), name, "role of client " + owner);
  }

  private static <T> T known(Map<String, T> index, String name, String what) {
    T found = index.get(name);
    if (found == null) {
      throw new CommandException(
          ExitCode.FAILED,
          "the realm has no "
              + what
              + " \""
              + Printable.of(name)
              + "\" any more: it was changed"
              + " while this ran");
    }
    return found;
  }
}
