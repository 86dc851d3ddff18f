package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import java.util.Arrays;
import java.util.HashSet;
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
   * default to the optional list only by leaving the first, and Keycloak ignores, without a word,
   * that a scope of one list is put into the other.
   *
   * @param holder the path of what the lists belong to, below the realm; empty for the realm itself
   */
  static void write(
      List<ScopeList> lists, Change change, ResourceWriter.Target target, String... holder) {
    Set<String> added = new HashSet<>();
    lists.forEach(list -> added.addAll(list.added(change)));
    for (ScopeList list : lists) {
      list.send("DELETE", list.removed(change, added), target, holder);
    }
    for (ScopeList list : lists) {
      list.send("PUT", list.added(change), target, holder);
    }
  }

  private Set<String> added(Change change) {
    Set<String> names = new LinkedHashSet<>();
    if (change.touches(field)) {
      names.addAll(names(change.desired()));
      names.removeAll(live(change));
    }
    return names;
  }

  /** From a list that the template does not declare only what goes into another one. */
  private Set<String> removed(Change change, Set<String> added) {
    Set<String> names = new LinkedHashSet<>(live(change));
    if (change.touches(field)) {
      names.removeAll(names(change.desired()));
    } else {
      names.retainAll(added);
    }
    return names;
  }

  private void send(
      String method, Set<String> names, ResourceWriter.Target target, String... holder) {
    for (String name : names) {
      String[] request = Arrays.copyOf(holder, holder.length + 2);
      request[holder.length] = path;
      request[holder.length + 1] = target.live().clientScope(name);
      target.send(method, null, request);
    }
  }

  private Set<String> live(Change change) {
    return change.actual().map(this::names).orElse(Set.of());
  }

  private Set<String> names(Resource resource) {
    Set<String> names = new LinkedHashSet<>();
    resource.fields().path(field).forEach(scope -> names.add(scope.asText()));
    return names;
  }
}
