package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The writes that carry out a plan, as they follow from its changes: one for what is made or
 * changed, one for each entry that comes into or goes out of a set. Ids are written as ID.
 */
final class AnnouncedWrites {

  private final String realm;
  private final List<String> writes = new ArrayList<>();

  private AnnouncedWrites(String realm) {
    this.realm = realm;
  }

  /**
   * All of them, sorted.
   *
   * @param plan a realm of what {@code plan --output json} prints
   * @param inUse a flow that is built anew
   */
  static List<String> of(JsonNode plan, FlowInUse inUse) {
    AnnouncedWrites announced = new AnnouncedWrites("/admin/realms/" + plan.path("realm").asText());
    for (JsonNode change : plan.path("changes")) {
      if (!inUse.has(change)) {
        announced.change(change);
      }
    }
    announced.replaced(inUse);
    return announced.writes.stream().sorted().toList();
  }

  /**
   * A flow by which people log in at this moment.
   *
   * @param alias what its subflows' aliases begin with, too
   * @param flows how many it is made of
   * @param steps of all of them
   * @param configurations of the steps
   * @param user where what uses it is
   */
  record FlowInUse(String alias, int flows, int steps, int configurations, String user) {

    private boolean has(JsonNode change) {
      return Set.of("authentication_flow", "flow_executions").contains(change.path("kind").asText())
          && change.path("name").asText().startsWith(alias);
    }
  }

  private void replaced(FlowInUse flow) {
    for (int number = 0; number < flow.flows(); number++) {
      write("POST", "authentication/flows");
      write("PUT", "authentication/flows/ID");
    }
    for (int number = 0; number < flow.steps(); number++) {
      write("POST", "authentication/executions");
    }
    for (int number = 0; number < flow.configurations(); number++) {
      write("POST", "authentication/executions/ID/config");
      write("PUT", "authentication/config/ID");
    }
    write("PUT", flow.user());
    write("DELETE", "authentication/flows/ID");
  }

  private void write(String method, String path) {
    writes.add(method + " " + realm + (path.isEmpty() ? "" : "/" + path).replace(" ", "%20"));
  }

  private void change(JsonNode change) {
    String kind = change.path("kind").asText();
    String name = change.path("name").asText();
    String owner = change.path("owner").asText();
    switch (kind) {
      case "realm", "flow_bindings" -> write("PUT", "");
      case "localization" -> write("POST", "localization/" + name);
      case "client_profiles" -> write("PUT", "client-policies/profiles");
      case "client_policies" -> write("PUT", "client-policies/policies");
      case "user_profile" -> write("PUT", "users/profile");
      case "required_action" -> write("PUT", "authentication/required-actions/" + name);
      case "identity_provider" -> write("PUT", "identity-provider/instances/" + name);
      case "identity_provider_mapper" ->
          write("PUT", "identity-provider/instances/" + owner + "/mappers/ID");
      case "component", "sub_component" -> write("PUT", "components/ID");
      case "organization" -> write("PUT", "organizations/ID");
      case "user" -> write("PUT", "users/ID");
      case "client" -> client(change);
      case "authorization" -> authorization(change);
      case "default_client_scopes" ->
          set(
              change,
              "PUT",
              "default-default-client-scopes/ID",
              "default-default-client-scopes/ID");
      case "default_groups" -> set(change, "PUT", "default-groups/ID", "default-groups/ID");
      case "user_groups", "service_account_groups" ->
          set(change, "PUT", "users/ID/groups/ID", "users/ID/groups/ID");
      case "organization_members" ->
          set(change, "POST", "organizations/ID/members", "organizations/ID/members/ID");
      case "organization_member_groups" -> {
        String membership = "organizations/ID/groups/ID/members/ID";
        set(change, "PUT", membership, membership);
      }
      case "user_identities" -> links(change);
      default -> inHolder(change, kind);
    }
  }

  private void inHolder(JsonNode change, String kind) {
    switch (kind) {
      case "client_scope" -> one(change, "client-scopes");
      case "client_scope_mapper" -> one(change, "client-scopes/ID/protocol-mappers/models");
      case "client_mapper" -> one(change, "clients/ID/protocol-mappers/models");
      case "realm_role", "client_role" -> role(change);
      case "group" -> group(change);
      case "organization_group" -> organizationGroup(change);
      case "organization_group_roles" ->
          roles(change, "organizations/ID/groups/ID/role-mappings", true);
      case "composite" -> roles(change, "roles-by-id/ID/composites", false);
      case "group_roles" -> roles(change, "groups/ID/role-mappings", true);
      case "user_roles", "service_account_roles" -> roles(change, "users/ID/role-mappings", true);
      case "client_scope_roles" -> roles(change, "client-scopes/ID/scope-mappings", true);
      case "client_roles_scope" -> roles(change, "clients/ID/scope-mappings", true);
      default -> throw new AssertionError("nobody has said how it is written: " + change);
    }
  }

  private static boolean isNew(JsonNode change) {
    return change.path("action").asText().equals("create");
  }

  private void one(JsonNode change, String list) {
    write(isNew(change) ? "POST" : "PUT", isNew(change) ? list : list + "/ID");
  }

  private void role(JsonNode change) {
    String owner = change.path("owner").asText();
    write(
        isNew(change) ? "POST" : "PUT",
        !isNew(change) ? "roles-by-id/ID" : owner.isEmpty() ? "roles" : "clients/ID/roles");
  }

  private void group(JsonNode change) {
    boolean top = change.path("name").asText().lastIndexOf('/') == 0;
    write(
        isNew(change) ? "POST" : "PUT",
        !isNew(change) || !top ? "groups/ID" + (isNew(change) ? "/children" : "") : "groups");
  }

  /** Keycloak makes one in another group by its name only: the rest comes with a second request. */
  private void organizationGroup(JsonNode change) {
    String groups = "organizations/ID/groups";
    boolean top = change.path("name").asText().lastIndexOf('/') == 0;
    if (isNew(change)) {
      write("POST", top ? groups : groups + "/ID/children");
    }
    if (!isNew(change) || !top) {
      write("PUT", groups + "/ID");
    }
  }

  /** Its lists of scopes are no part of it for Keycloak: each scope comes and goes by itself. */
  private void client(JsonNode change) {
    boolean settings = false;
    for (JsonNode field : change.path("fields")) {
      String path = field.path("path").asText();
      if (path.endsWith("ClientScopes")) {
        String scope = path.startsWith("default") ? "default" : "optional";
        String scopes = "clients/ID/" + scope + "-client-scopes/ID";
        set(field, "PUT", scopes, "DELETE", scopes);
      } else {
        settings = true;
      }
    }
    if (settings) {
      write("PUT", "clients/ID");
    }
  }

  private void authorization(JsonNode change) {
    write("POST", "clients/ID/authz/resource-server/import");
    for (JsonNode field : change.path("fields")) {
      if (isRemoval(field)) {
        write("DELETE", "clients/ID/authz/resource-server/policy/ID");
      }
    }
  }

  /** Keycloak changes no link: it goes and comes again. */
  private void links(JsonNode change) {
    Set<String> changed = new TreeSet<>();
    for (JsonNode field : change.path("fields")) {
      String alias = field.path("path").asText().split("\\.")[1];
      String link = "users/ID/federated-identity/" + alias;
      if (isRemoval(field)) {
        write("DELETE", link);
      } else if (changed.add(link)) {
        write("DELETE", link);
        write("POST", link);
      }
    }
  }

  private static boolean isRemoval(JsonNode field) {
    return field.path("to").isNull();
  }

  /**
   * For each client, and for the realm, one request for the roles that come and one for those that
   * go.
   */
  private void roles(JsonNode change, String path, boolean byOwner) {
    for (JsonNode field : change.path("fields")) {
      String[] owner = field.path("path").asText().split("\\.", 2);
      String roles =
          !byOwner ? path : path + (owner[0].equals("realmRoles") ? "/realm" : "/clients/ID");
      if (!minus(field, "to", "from").isEmpty()) {
        write("POST", roles);
      }
      if (!minus(field, "from", "to").isEmpty()) {
        write("DELETE", roles);
      }
    }
  }

  private void set(JsonNode change, String adding, String added, String removed) {
    change.path("fields").forEach(field -> set(field, adding, added, "DELETE", removed));
  }

  private void set(JsonNode field, String adding, String added, String removing, String removed) {
    minus(field, "to", "from").forEach(entry -> write(adding, added));
    minus(field, "from", "to").forEach(entry -> write(removing, removed));
  }

  private static Set<String> minus(JsonNode field, String all, String without) {
    Set<String> rest = texts(field.path(all));
    rest.removeAll(texts(field.path(without)));
    return rest;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
