package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.state.Resource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of client scopes, of a client or of the realm, which Keycloak changes one scope a request.
 *
 * @param field the field of the representation that holds the list
 * @param path what the list is called in requests
 */
record ScopeList(String field, String path) {

  /**
   * Brings lists into line with a change. Scopes are taken out first: a scope moves from the
   * default to the optional list only by leaving the first.
   *
   * @param holder the path of what the lists belong to, below the realm; empty for the realm itself
   */
  static void write(
      List<ScopeList> lists, Change change, ResourceWriter.Target target, String... holder) {
    for (String method : List.of("DELETE", "PUT")) {
      for (ScopeList list : lists) {
        if (change.touches(list.field)) {
          list.send(method, change, target, holder);
        }
      }
    }
  }

  private void send(String method, Change change, ResourceWriter.Target target, String... holder) {
    List<String> live = change.actual().map(this::names).orElse(List.of());
    List<String> wanted = names(change.desired());
    boolean adding = method.equals("PUT");
    Set<String> names = new LinkedHashSet<>(adding ? wanted : live);
    names.removeAll(adding ? live : wanted);
    for (String name : names) {
      String[] request = new String[holder.length + 2];
      System.arraycopy(holder, 0, request, 0, holder.length);
      request[holder.length] = path;
      request[holder.length + 1] = target.live().clientScope(name);
      target.send(method, null, request);
    }
  }

  private List<String> names(Resource resource) {
    return resource.fields().path(field).valueStream().map(JsonNode::asText).toList();
  }
}
