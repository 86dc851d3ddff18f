package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.AdminPermissions;
import io.fedrealm.provisioning.realm.AuthorizationSettings;
import io.fedrealm.provisioning.realm.Resource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Brings the authorization settings of a client into line: imports the template's settings, which
 * makes and updates by name (ResourceServerService.importSettings), then takes out what the
 * template does not name, when nothing refers to it any more. A policy whose type changes is taken
 * out before, because an update keeps the type. What Keycloak deletes together with something else
 * is gone already, and that is as well.
 */
final class AuthorizationWriter implements ResourceWriter {

  private static final ResourceWriter PERMISSIONS = new AdminPermissionsWriter();
  private static final String POLICIES = "policies";

  private static final String RESOURCES = "resources";
  private static final String SCOPES = "scopes";

  /** What refers to others goes first. */
  private static final List<String> LISTS = List.of(POLICIES, RESOURCES, SCOPES);

  /** What the lists are called in requests. */
  private static final Map<String, String> COLLECTIONS =
      Map.of(POLICIES, "policy", RESOURCES, "resource", SCOPES, "scope");

  @Override
  public void write(Change change, Target target) {
    if (change.id().name().equals(AdminPermissions.CLIENT)) {
      PERMISSIONS.write(change, target);
      return;
    }
    String client = target.live().client(change.id().name());
    JsonNode desired = change.desired().fields();
    JsonNode live =
        change.actual().<JsonNode>map(Resource::fields).orElseGet(() -> desired.path(""));
    if (live.path(POLICIES).properties().stream().anyMatch(p -> changesType(p, desired))) {
      remove(client, POLICIES, target, (name, type) -> isAnother(desired, name, type));
    }
    scopes(client, live, desired, false, target);
    ObjectNode settings = Merge.whole(change);
    for (String list : LISTS) {
      if (desired.has(list)) {
        ((ObjectNode) settings.get(list)).retain(names(desired.path(list)));
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
    scopes(client, live, desired, true, target);
    for (String list : LISTS) {
      if (desired.has(list) && !desiredHasAll(desired.path(list), live.path(list))) {
        remove(client, list, target, (name, type) -> !desired.path(list).has(name));
      }
    }
  }

  private static boolean changesType(Map.Entry<String, JsonNode> policy, JsonNode desired) {
    return isAnother(desired, policy.getKey(), policy.getValue().path("type").asText());
  }

  private static boolean isAnother(JsonNode desired, String name, String type) {
    JsonNode policy = desired.path(POLICIES).path(name);
    return policy.has("type") && !policy.path("type").asText().equals(type);
  }

  /**
   * Gives scopes to resources that are there, or takes them away, each by a request of its own:
   * after an import that does it, Keycloak's cache has what was before, and once a scope is deleted
   * it cannot read the client's settings any more.
   *
   * @param gain whether the resources get what they lack; else they lose what is too much
   */
  private static void scopes(
      String client, JsonNode live, JsonNode desired, boolean gain, Target target) {
    Map<String, Set<JsonNode>> changed = new HashMap<>();
    for (var resource : live.path(RESOURCES).properties()) {
      JsonNode wanted = desired.path(RESOURCES).path(resource.getKey()).path(SCOPES);
      Set<JsonNode> from = set(resource.getValue().path(SCOPES));
      Set<JsonNode> to = set(wanted);
      if (wanted.isArray() && (gain ? !from.containsAll(to) : !to.containsAll(from))) {
        if (!gain) {
          to.retainAll(from);
        }
        changed.put(resource.getKey(), to);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    for (JsonNode resource : all(client, RESOURCES, target)) {
      Set<JsonNode> names = changed.get(resource.path("name").asText());
      if (names != null && resource instanceof ObjectNode body) {
        ArrayNode scopes = body.putArray(SCOPES);
        names.forEach(name -> scopes.addObject().set("name", name));
        String id = resource.path("_id").asText();
        target.send("PUT", body, "clients", client, "authz", "resource-server", "resource", id);
      }
    }
  }

  private static Set<JsonNode> set(JsonNode list) {
    Set<JsonNode> set = new LinkedHashSet<>();
    list.forEach(set::add);
    return set;
  }

  private static JsonNode all(String client, String list, Target target) {
    String path = COLLECTIONS.get(list) + "?first=0&max=100000";
    return target.read("clients", client, "authz", "resource-server", path);
  }

  private static List<String> names(JsonNode byName) {
    return byName.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static boolean desiredHasAll(JsonNode desired, JsonNode live) {
    return names(live).stream().allMatch(desired::has);
  }

  /**
   * @param goes whether an entry of this name and type is taken out
   */
  private static void remove(
      String client, String list, Target target, BiPredicate<String, String> goes) {
    String collection = COLLECTIONS.get(list);
    for (JsonNode entry : all(client, list, target)) {
      if (goes.test(entry.path("name").asText(), entry.path("type").asText())) {
        String id = entry.path("id").asText(entry.path("_id").asText());
        target.delete("clients", client, "authz", "resource-server", collection, id);
      }
    }
  }
}
