package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.List;

/**
 * The client {@code realm-management}: Keycloak makes it, and lets nobody change it. Its roles are
 * those of the server's version.
 */
final class RealmAdministration implements Translation {

  private static final String CLIENT = "realm-management";

  @Override
  public void apply(ForeignRealm realm) {
    ObjectNode root = realm.root();
    if (root.path("clients") instanceof ArrayNode clients) {
      for (ObjectNode client : List.copyOf(ForeignRealm.objects(clients))) {
        if (client.path("clientId").asText().equals(CLIENT)) {
          realm.leftOut(client, "", "Keycloak makes this client, and lets nobody change it");
          clients.removeIf(other -> other == client);
        }
      }
    }
    if (root.at("/roles/client") instanceof ObjectNode ofClients && ofClients.has(CLIENT)) {
      realm.leftOut(ofClients, CLIENT, "Keycloak makes these roles, and lets nobody change them");
      for (JsonNode role : ofClients.path(CLIENT)) {
        if (!BuiltIns.hasClientRole(CLIENT, role.path("name").asText())) {
          realm.notKept(role, "", "Keycloak lets nobody add a role to realm-management");
        }
      }
      ofClients.remove(CLIENT);
    }
  }
}
