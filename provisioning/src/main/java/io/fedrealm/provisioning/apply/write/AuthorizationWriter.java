package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.AuthorizationSettings;
import java.util.List;
import java.util.Map;

/**
 * Brings the authorization settings of a client into line: takes out what the template does not
 * name, then imports the template's settings, which makes and updates by name
 * (ResourceServerService.importSettings).
 */
final class AuthorizationWriter implements ResourceWriter {

  /** What refers to others goes first. */
  private static final List<String> LISTS = List.of("policies", "resources", "scopes");

  /** What the lists are called in requests. */
  private static final Map<String, String> COLLECTIONS =
      Map.of("policies", "policy", "resources", "resource", "scopes", "scope");

  @Override
  public void write(Change change, Target target) {
    String client = target.live().client(change.id().name());
    JsonNode desired = change.desired().fields();
    ObjectNode settings = Merge.whole(change);
    for (String list : LISTS) {
      JsonNode live =
          change.actual().<JsonNode>map(r -> r.fields().path(list)).orElse(desired.path(""));
      boolean tooMany =
          desired.has(list)
              && live.properties().stream().anyMatch(e -> !desired.path(list).has(e.getKey()));
      if (tooMany) {
        remove(client, COLLECTIONS.get(list), desired.path(list), target);
        ((ObjectNode) settings.get(list))
            .properties()
            .removeIf(e -> !desired.path(list).has(e.getKey()));
      }
    }
    target.send(
        "POST",
        AuthorizationSettings.settings(settings),
        "clients",
        client,
        "authz",
        "resource-server",
        "import");
  }

  private static void remove(String client, String collection, JsonNode wanted, Target target) {
    JsonNode all =
        target.read(
            "clients", client, "authz", "resource-server", collection + "?first=0&max=100000");
    for (JsonNode entry : all) {
      if (!wanted.has(entry.path("name").asText())) {
        String id = entry.path("id").asText(entry.path("_id").asText());
        target.send("DELETE", null, "clients", client, "authz", "resource-server", collection, id);
      }
    }
  }
}
