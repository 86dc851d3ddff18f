package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes texts, client profiles or client policies, and nothing else of their list, which is read
 * once more: another change of the same run can have added to it.
 */
final class EntriesDeletion implements ResourceWriter {

  private static final String LOCALIZATION = "localization";

  @Override
  public void write(Change change, Target target) {
    Set<String> names = new TreeSet<>(change.fields().stream().map(FieldChange::path).toList());
    if (change.id().kind() == ResourceType.LOCALIZATION) {
      texts(change.id().name(), names, target);
    } else {
      policies(change.id().kind(), names, target);
    }
  }

  private static void policies(ResourceType kind, Set<String> names, Target target) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    String list = ClientPoliciesWriter.list(kind);
    for (JsonNode entry : target.read("client-policies", list).path(list)) {
      String name = entry.path("name").asText();
      if (!names.contains(name)) {
        rest.set(name, entry);
      }
    }
    ClientPoliciesWriter.send(kind, rest, target);
    ClientPoliciesWriter.note(kind, rest, Set.of(), target);
  }

  private static void texts(String language, Set<String> names, Target target) {
    JsonNode live = target.read(LOCALIZATION, language);
    Set<String> rest = new TreeSet<>();
    live.fieldNames().forEachRemaining(rest::add);
    rest.remove(Ownership.MARK);
    rest.removeAll(names);
    if (rest.isEmpty()) {
      target.send("DELETE", null, LOCALIZATION, language);
      return;
    }
    for (String name : names) {
      if (live.has(name)) {
        target.send("DELETE", null, LOCALIZATION, language, name);
      }
    }
    Set<String> ours = new TreeSet<>(Ownership.names(live.path(Ownership.MARK)));
    ours.retainAll(rest);
    if (ours.isEmpty()) {
      target.send("DELETE", null, LOCALIZATION, language, Ownership.MARK);
      return;
    }
    ObjectNode mark = JsonNodeFactory.instance.objectNode();
    mark.put(Ownership.MARK, Ownership.mark(ours));
    target.send("POST", mark, LOCALIZATION, language);
  }
}
