package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes client profiles or client policies. Keycloak takes each of the two lists as a whole, so
 * that entries which the template does not name are sent back as they are. Which ones are ours is
 * noted afterwards: what a run did not live to note is never deleted.
 */
final class ClientPoliciesWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    ObjectNode entries = Merge.whole(change);
    send(change.id().kind(), entries, target);
    Set<String> made = new TreeSet<>();
    entries.fieldNames().forEachRemaining(made::add);
    change.actual().ifPresent(live -> live.fields().fieldNames().forEachRemaining(made::remove));
    if (!made.isEmpty()) {
      note(change.id().kind(), entries, made, target);
    }
  }

  /** Writes the whole list. */
  static void send(ResourceType kind, ObjectNode byName, Target target) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = body.putArray(list(kind));
    byName.forEach(entries::add);
    target.send("PUT", body, "client-policies", list(kind));
  }

  /** Notes which entries are ours: those that were and are still there, and those just made. */
  static void note(ResourceType kind, ObjectNode byName, Set<String> made, Target target) {
    RealmAttributes.change(
        target,
        attributes -> {
          String mark = Ownership.attribute(kind);
          Set<String> ours = new TreeSet<>(Ownership.names(attributes.path(mark)));
          ours.addAll(made);
          ours.removeIf(name -> !byName.has(name));
          attributes.remove(mark);
          if (!ours.isEmpty()) {
            attributes.put(mark, Ownership.mark(ours));
          }
        });
  }

  /** What requests call the list. */
  static String list(ResourceType kind) {
    return kind == ResourceType.CLIENT_PROFILES ? "profiles" : "policies";
  }
}
