package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids, counts and marks that a server sets: last, because others look things up by them. */
final class ServersOwnFields implements Translation {

  private static final Set<String> OWN =
      Set.of(
          "id",
          "_id",
          "containerId",
          "internalId",
          "parentId",
          "subGroupCount",
          "access",
          "keycloakVersion",
          "createdTimestamp",
          "createdDate",
          "disableableCredentialTypes",
          "totp",
          "origin",
          "notBefore");

  private static final Set<String> MAPS = Set.of("attributes", "config");

  @Override
  public void apply(ForeignRealm realm) {
    strip(realm.root(), "");
    for (ObjectNode user : realm.objects("users")) {
      if (user.hasNonNull("serviceAccountClientId")) {
        if (!user.path("enabled").asBoolean(true)) {
          realm.notKept(user, "enabled", "a service account is switched off by its client");
        }
        user.remove("enabled");
      }
    }
  }

  private static void strip(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      if (MAPS.contains(name)) {
        object.remove(List.of(Ownership.MARK, SecretFields.MARKS));
      } else {
        object.remove(OWN);
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        strip(field.getValue(), field.getKey());
      }
    } else {
      node.forEach(element -> strip(element, ""));
    }
  }
}
