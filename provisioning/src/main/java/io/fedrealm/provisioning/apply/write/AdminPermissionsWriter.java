package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.AdminPermissions;
import io.fedrealm.provisioning.realm.AuthorizationSettings;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the permissions of administrators into line, one policy a request: Keycloak takes no
 * import of them (ResourceServerService.importSettings). Policies come before the permissions that
 * name them, and go after them.
 */
final class AdminPermissionsWriter implements ResourceWriter {

  private static final String POLICIES = "policies";
  private static final String PERMISSION = "scope";
  private static final String[] PATH = {"clients", "", "authz", "resource-server", "policy"};

  @Override
  public void write(Change change, Target target) {
    String[] path = PATH.clone();
    path[1] = target.live().client(change.id().name());
    Map<String, String> ids = new HashMap<>();
    String[] all = path.clone();
    all[4] += "?first=0&max=100000";
    target.read(all).forEach(p -> ids.put(p.path("name").asText(), p.path("id").asText()));
    JsonNode desired = change.desired().fields().path(POLICIES);
    JsonNode merged = Merge.whole(change).path(POLICIES);
    JsonNode live = change.actual().map(l -> l.fields().path(POLICIES)).orElse(desired.path(""));
    for (boolean permissions : List.of(true, false)) {
      for (var policy : live.properties()) {
        if (isPermission(policy.getValue()) == permissions && goes(policy, desired)) {
          target.delete(with(path, ids.remove(policy.getKey())));
        }
      }
    }
    for (boolean permissions : List.of(false, true)) {
      for (var policy : desired.properties()) {
        String name = policy.getKey();
        if (isPermission(policy.getValue()) == permissions && differs(change, name)) {
          ObjectNode body = body(name, merged.path(name), target);
          if (ids.containsKey(name)) {
            target.send("PUT", body.put("id", ids.get(name)), with(path, ids.get(name)));
          } else {
            target.send("POST", body, path);
          }
        }
      }
    }
  }

  private static boolean differs(Change change, String name) {
    String path = POLICIES + "." + name;
    return change.fields().stream()
        .anyMatch(field -> field.path().equals(path) || field.path().startsWith(path + "."));
  }

  /** What the template does not name, and what has another type there: that cannot change. */
  private static boolean goes(Map.Entry<String, JsonNode> live, JsonNode desired) {
    JsonNode wanted = desired.path(live.getKey());
    return wanted.isMissingNode()
        || wanted.has("type") && !wanted.path("type").equals(live.getValue().path("type"));
  }

  private static boolean isPermission(JsonNode policy) {
    return policy.path("type").asText().equals(PERMISSION);
  }

  private static ObjectNode body(String name, JsonNode policy, Target target) {
    ObjectNode body = AuthorizationSettings.entry(name, policy);
    if (isPermission(policy)) {
      JsonNode config = policy.path("config");
      String type = config.path(AdminPermissions.TYPE).asText();
      body.put("resourceType", type);
      body.set("scopes", config.path("scopes"));
      body.set(POLICIES, config.path("applyPolicies"));
      ArrayNode resources = body.putArray(AdminPermissions.RESOURCES);
      for (JsonNode resource : config.path(AdminPermissions.RESOURCES)) {
        ResourceId id = AdminPermissions.resource(type, resource.asText());
        if (id != null) {
          resources.add(target.live().id(id));
        }
      }
      body.withObjectProperty("config").remove(AdminPermissions.RESOURCES);
    }
    return body;
  }

  private static String[] with(String[] path, String id) {
    String[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = id;
    return longer;
  }
}
