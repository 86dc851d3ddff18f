package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.Resource;
import java.util.Set;
import java.util.TreeSet;

/** Sets the texts of a language; Keycloak keeps those that are not sent. */
final class LocalizationWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    ObjectNode before =
        change.actual().map(Resource::fields).orElseGet(JsonNodeFactory.instance::objectNode);
    Set<String> ours = new TreeSet<>(Ownership.names(before.path(Ownership.MARK)));
    ours.removeIf(name -> !before.has(name)); // Somebody has deleted it.
    ObjectNode texts = change.desired().fields().deepCopy();
    texts.fieldNames().forEachRemaining(name -> addNew(ours, name, before));
    if (!ours.isEmpty()) {
      texts.put(Ownership.MARK, Ownership.mark(ours));
    }
    target.send("POST", texts, "localization", change.id().name());
  }

  private static void addNew(Set<String> ours, String name, ObjectNode before) {
    if (!before.has(name)) {
      ours.add(name);
    }
  }
}
