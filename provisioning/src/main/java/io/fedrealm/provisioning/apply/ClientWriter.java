package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes and changes clients, without mappers and roles. Their client scopes are part of the
 * representation when a client is made, and have requests of their own afterwards: an update
 * ignores them (RepresentationToModel.updateClient).
 */
final class ClientWriter implements ResourceWriter {

  private static final Map<String, String> SCOPE_LISTS =
      Map.of(
          "defaultClientScopes", "default-client-scopes",
          "optionalClientScopes", "optional-client-scopes");

  @Override
  public void write(Change change, Target target) {
    if (change.action() == Action.CREATE) {
      target.create(change, "clients");
      return;
    }
    String id = target.live().client(change.id().name());
    boolean fieldsDiffer =
        change.fields().stream().anyMatch(field -> !SCOPE_LISTS.containsKey(field.topField()));
    if (fieldsDiffer) {
      ObjectNode client = Merge.whole(change);
      if (!change.touches("secret")) {
        client.remove("secret");
      }
      target.api().write("PUT", client, "realms", target.realm(), "clients", id);
    }
    // Taken out first: a scope moves from one list to the other only by leaving the first.
    for (String field : SCOPE_LISTS.keySet()) {
      scopes(change, field, target, id, "DELETE");
    }
    for (String field : SCOPE_LISTS.keySet()) {
      scopes(change, field, target, id, "PUT");
    }
  }

  private static void scopes(
      Change change, String field, Target target, String clientUuid, String method) {
    if (!change.touches(field)) {
      return;
    }
    JsonNode live = change.actual().orElseThrow().fields().path(field);
    JsonNode wanted = change.desired().fields().path(field);
    boolean adding = method.equals("PUT");
    Set<String> names = new HashSet<>(texts(adding ? wanted : live));
    names.removeAll(texts(adding ? live : wanted));
    for (String name : names) {
      target
          .api()
          .write(
              method,
              null,
              "realms",
              target.realm(),
              "clients",
              clientUuid,
              SCOPE_LISTS.get(field),
              target.live().clientScope(name));
    }
  }

  private static List<String> texts(JsonNode names) {
    return names.valueStream().map(JsonNode::asText).toList();
  }
}
