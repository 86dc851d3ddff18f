package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.AdminPermissions;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A realm as it is on the server: its resources, and the ids by which Keycloak wants them named in
 * requests. Read in few requests whatever the realm's size: a partial export, and the list of
 * clients (the export masks their secrets); what the export leaves out is read when a template
 * declares it ({@link KeycloakServer}).
 */
public final class LiveRealm {

  /** The secret before the last rotation, still valid for a while (ClientSecretConstants). */
  private static final String ROTATED_SECRET = "client.secret.rotated";

  private static final String AUTHORIZATION = "authorizationServicesEnabled";

  private static final String FLOW_OVERRIDES = "authenticationFlowBindingOverrides";

  /**
   * The realm role that says who changes the realm at the moment; no part of the realm's state
   * ({@code lease} package).
   */
  public static final String LEASE_ROLE = "fedrealm.lease";

  private final boolean leased;
  private final RealmState state;
  private final Map<ResourceId, String> made = new ConcurrentHashMap<>();

  /**
   * @param export what Keycloak's partial export gives, with clients, groups and roles
   * @param clientList what {@code GET /clients} gives, at least {@link #keepSecrets}; its secrets
   *     replace the masked ones (an update that sent a mask back would make the mask a secret that
   *     is accepted)
   */
  public LiveRealm(ObjectNode export, Iterable<JsonNode> clientList) {
    Map<String, JsonNode> unmasked = new HashMap<>();
    clientList.forEach(client -> unmasked.put(client.path("clientId").asText(), client));
    for (JsonNode client : export.path("clients")) {
      JsonNode full = unmasked.get(client.path("clientId").asText());
      if (client instanceof ObjectNode fields && !fields.has(AUTHORIZATION)) {
        fields.put(AUTHORIZATION, false); // Only shown when it is on.
      }
      if (client instanceof ObjectNode fields && full != null) {
        copy(full, fields, "secret");
        copy(full.path("attributes"), fields.path("attributes"), ROTATED_SECRET);
      }
    }
    nameFlows(export);
    AdminPermissions.nameResources(export);
    if (!export.has("defaultGroups")) {
      export.putArray("defaultGroups");
    }
    removeSelfContainment(export.path("roles"));
    this.leased = removeLease(export.at("/roles/realm"));
    this.state = RealmState.of(export);
  }

  private LiveRealm(boolean leased, RealmState state) {
    this.leased = leased;
    this.state = state;
  }

  /** The same realm, with people as they were read earlier. */
  LiveRealm withPeopleOf(RealmState earlier) {
    return new LiveRealm(leased, state.withPeopleOf(earlier));
  }

  /** Takes out of a client what is not read from the list of clients. */
  static void keepSecrets(ObjectNode client) {
    client.retain("clientId", "secret", "attributes");
    if (client.path("attributes") instanceof ObjectNode attributes) {
      attributes.retain(ROTATED_SECRET);
    }
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

  /**
   * Takes a role out of its own composites. Keycloak's import lets it in (FLNet's deployed realms
   * have one); it means nothing, and a template that says it is refused.
   *
   * @param roles of an export
   */
  public static void removeSelfContainment(JsonNode roles) {
    roles.path("realm").forEach(role -> removeName(role.at("/composites/realm"), role));
    roles
        .path("client")
        .properties()
        .forEach(
            client ->
                client
                    .getValue()
                    .forEach(
                        role ->
                            removeName(role.at("/composites/client").path(client.getKey()), role)));
  }

  private static void removeName(JsonNode contained, JsonNode role) {
    for (Iterator<JsonNode> name = contained.iterator(); name.hasNext(); ) {
      if (name.next().equals(role.path("name"))) {
        name.remove();
      }
    }
  }

  private static void copy(JsonNode from, JsonNode to, String field) {
    if (to instanceof ObjectNode target && from.hasNonNull(field)) {
      target.set(field, from.get(field));
    }
  }

  /** A client names its flows by id, and everything else in a realm by alias: here, too. */
  public static void nameFlows(ObjectNode export) {
    Map<String, String> aliases = new HashMap<>();
    export
        .path("authenticationFlows")
        .forEach(flow -> aliases.put(flow.path("id").asText(), flow.path("alias").asText()));
    for (JsonNode client : export.path("clients")) {
      client
          .path(FLOW_OVERRIDES)
          .properties()
          .forEach(
              override -> {
                String id = override.getValue().asText();
                String alias = aliases.getOrDefault(id, id);
                override.setValue(JsonNodeFactory.instance.textNode(alias));
              });
    }
  }

  /** The realm as resources. */
  public RealmState state() {
    return state;
  }

  /** Whether a run was changing the realm when it was read. */
  public boolean leased() {
    return leased;
  }

  /** Notes the id of a resource that was just made. */
  public void made(ResourceId resource, String id) {
    made.put(resource, id);
  }

  /**
   * Id of a resource.
   *
   * @throws CommandException when the realm has it no more
   */
  public String id(ResourceId resource) {
    return Optional.ofNullable(made.get(resource))
        .or(() -> state.find(resource).map(Resource::serverId).filter(id -> !id.isEmpty()))
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.FAILED,
                    "the realm has no " + resource + " any more: it was changed while this ran"));
  }

  private String id(ResourceType kind, String name) {
    return id(ResourceId.of(kind, name));
  }

  /** Id of a client by its client id. */
  public String client(String clientId) {
    return id(ResourceType.CLIENT, clientId);
  }

  /** Id of a client scope by its name. */
  public String clientScope(String name) {
    return id(ResourceType.CLIENT_SCOPE, name);
  }

  /** Id of a group by its path. */
  public String group(String path) {
    return id(ResourceType.GROUP, path);
  }

  /** Id of an authentication flow by its alias. */
  public String flow(String alias) {
    return id(ResourceType.AUTHENTICATION_FLOW, alias);
  }

  /** Id of a client's service-account user. */
  public String serviceAccount(String clientId) {
    return id(ResourceType.SERVICE_ACCOUNT_ROLES, clientId);
  }

  /** Id of a realm role, or of a client's role when {@code owner} is not empty. */
  public String roleId(String owner, String name) {
    return id(
        new ResourceId(
            owner.isEmpty() ? ResourceType.REALM_ROLE : ResourceType.CLIENT_ROLE, owner, name));
  }

  /**
   * Roles for the body of a role mapping request: Keycloak wants id and name, which must fit each
   * other.
   *
   * @param owner the client whose roles they are; empty for realm roles
   */
  public ArrayNode roles(String owner, Iterable<String> names) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    names.forEach(name -> roles.addObject().put("id", roleId(owner, name)).put("name", name));
    return roles;
  }
}
