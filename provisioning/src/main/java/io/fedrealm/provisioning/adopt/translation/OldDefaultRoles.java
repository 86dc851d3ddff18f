package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What everybody holds: a list of roles before Keycloak 13 ({@code defaultRoles} of the realm and
 * of clients), a role that contains them since, which in a template is called as Keycloak calls it.
 */
final class OldDefaultRoles implements Translation {

  private static final String DEFAULT_ROLES = "defaultRoles";
  private static final String DEFAULT_ROLE = "defaultRole";
  private static final String COMPOSITES = "composites";

  /** Fields whose texts are names of realm roles. */
  private static final Set<String> HOLDERS = Set.of("realmRoles", "realm", "roles");

  @Override
  public void apply(ForeignRealm realm) {
    lists(realm);
    otherName(realm);
  }

  private static void lists(ForeignRealm realm) {
    ObjectNode root = realm.root();
    List<ObjectNode> clients = new ArrayList<>(realm.objects("clients"));
    clients.removeIf(client -> !client.has(DEFAULT_ROLES));
    if (!root.has(DEFAULT_ROLES) && clients.isEmpty()) {
      return;
    }
    if (root.has(DEFAULT_ROLE)) { // Keycloak reads the old lists only without it.
      root.remove(DEFAULT_ROLES);
      clients.forEach(client -> client.remove(DEFAULT_ROLES));
      return;
    }
    ObjectNode composites = root.putObject(DEFAULT_ROLE).putObject(COMPOSITES);
    ArrayNode realmRoles =
        composites.putArray("realm").add("offline_access").add("uma_authorization");
    ForeignRealm.texts(root.path(DEFAULT_ROLES)).forEach(role -> add(realmRoles, role));
    ObjectNode ofClients = composites.putObject("client");
    ofClients.putArray("account").add("manage-account").add("view-profile");
    for (ObjectNode client : clients) {
      String id = client.path("clientId").asText();
      ArrayNode roles = ofClients.withArrayProperty(id);
      ForeignRealm.texts(client.path(DEFAULT_ROLES)).forEach(role -> add(roles, role));
      realm.translated(client, DEFAULT_ROLES, "defaultRole contains them since Keycloak 13");
      client.remove(DEFAULT_ROLES);
    }
    if (root.has(DEFAULT_ROLES)) {
      realm.translated(root, DEFAULT_ROLES, "defaultRole contains them since Keycloak 13");
      root.remove(DEFAULT_ROLES);
    }
  }

  private static void add(ArrayNode roles, String role) {
    if (!ForeignRealm.texts(roles).contains(role)) {
      roles.add(role);
    }
  }

  private static void otherName(ForeignRealm realm) {
    ObjectNode root = realm.root();
    String expected = RealmState.defaultRole(root.path("realm").asText());
    String name = root.path(DEFAULT_ROLE).path("name").asText(expected);
    if (expected.contains("${")) {
      expected = name; // The realm's name is a variable, and so is a part of the role's.
    }
    if (!name.equals(expected)) {
      realm.translated(
          root.path(DEFAULT_ROLE), "name", "Keycloak calls it \"" + expected + "\" in a new realm");
    }
    if (root.path(DEFAULT_ROLE) instanceof ObjectNode role) {
      role.retain(COMPOSITES);
    }
    if (root.at("/roles/realm") instanceof ArrayNode roles) {
      for (ObjectNode role : List.copyOf(ForeignRealm.objects(roles))) {
        if (role.path("name").asText().equals(name)) {
          describeOnce(role, root);
          roles.removeIf(other -> other == role);
        }
      }
    }
    if (root.path(DEFAULT_ROLE).isEmpty()) {
      root.remove(DEFAULT_ROLE);
    }
    withoutIt(name, realm);
    rename(root, name, expected);
  }

  /** A person is told without it, and has it all the same. */
  private static void withoutIt(String name, ForeignRealm realm) {
    int lacking = 0;
    for (ObjectNode user : realm.objects("users")) {
      if (!user.hasNonNull("serviceAccountClientId")) {
        JsonNode roles = user.path("realmRoles");
        int told = roles.size();
        if (roles instanceof ArrayNode held) {
          held.removeIf(role -> role.asText().equals(name));
        }
        lacking += roles.size() < told ? 0 : 1;
      }
    }
    if (lacking > 0) {
      realm.notKept(
          realm.root().path("users"),
          "",
          "of those that do not hold the role of everybody in the file (%d), each gets it"
              .formatted(lacking));
    }
  }

  private static void describeOnce(ObjectNode role, ObjectNode root) {
    if (role.has(COMPOSITES) && !root.path(DEFAULT_ROLE).has(COMPOSITES)) {
      root.withObjectProperty(DEFAULT_ROLE).set(COMPOSITES, role.get(COMPOSITES));
    }
  }

  /** In all that holds realm roles. */
  private static void rename(JsonNode node, String from, String to) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (HOLDERS.contains(field.getKey()) && field.getValue() instanceof ArrayNode roles) {
        for (int index = 0; index < roles.size(); index++) {
          if (roles.get(index).isTextual() && roles.get(index).asText().equals(from)) {
            roles.set(index, TextNode.valueOf(to));
          }
        }
      }
    }
    node.forEach(inner -> rename(inner, from, to));
  }
}
