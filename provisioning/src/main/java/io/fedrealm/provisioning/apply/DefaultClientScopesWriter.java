package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets which client scopes a new client gets. */
final class DefaultClientScopesWriter implements ResourceWriter {

  private static final Map<String, String> LISTS =
      Map.of(
          "defaultDefaultClientScopes", "default-default-client-scopes",
          "defaultOptionalClientScopes", "default-optional-client-scopes");

  @Override
  public void write(Change change, Target target) {
    LISTS.forEach((field, list) -> send("DELETE", change, field, list, target));
    LISTS.forEach((field, list) -> send("PUT", change, field, list, target));
  }

  private static void send(String method, Change change, String field, String list, Target target) {
    if (!change.desired().fields().has(field)) {
      return;
    }
    List<String> wanted = texts(change.desired().fields().path(field));
    List<String> live =
        change.actual().map(actual -> texts(actual.fields().path(field))).orElse(List.of());
    boolean adding = method.equals("PUT");
    Set<String> names = new HashSet<>(adding ? wanted : live);
    names.removeAll(new HashSet<>(adding ? live : wanted));
    for (String name : names) {
      target
          .api()
          .write(method, null, "realms", target.realm(), list, target.live().clientScope(name));
    }
  }

  private static List<String> texts(JsonNode names) {
    return names.valueStream().map(JsonNode::asText).toList();
  }
}
