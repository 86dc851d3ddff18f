package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.Locale;

/**
 * Users for Keycloak's own import, which switches off whom the file does not switch on, and gives
 * nobody the roles of every user (DefaultExportImportManager.createUser, 26.7).
 */
final class RenderedUsers {

  private static final String USERNAME = "username";

  private RenderedUsers() {}

  /**
   * Completes the users.
   *
   * @param realm is changed
   */
  static void complete(ObjectNode realm) {
    String everybodys = RealmState.defaultRole(realm.path("realm").asText());
    for (JsonNode user : realm.path("users")) {
      if (user.hasNonNull("serviceAccountClientId")) {
        serviceAccount((ObjectNode) user);
      } else {
        ArrayNode roles = ((ObjectNode) user).withArrayProperty("realmRoles");
        if (roles.valueStream().noneMatch(role -> role.asText().equals(everybodys))) {
          roles.add(everybodys);
        }
      }
    }
  }

  private static void serviceAccount(ObjectNode user) {
    user.put("enabled", true);
    if (!user.hasNonNull(USERNAME)) {
      String client = RealmState.serviceAccountOf(user).toLowerCase(Locale.ROOT);
      user.put(USERNAME, "service-account-" + client);
    }
  }
}
