package io.fedrealm.provisioning.plan.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The texts, client profiles and client policies that this tool has made. They are entries of
 * lists, and a deletion names them as its fields.
 */
record PrunedEntries(RealmState desired, RealmState actual) {

  /** Those that the template does not name any more. */
  Stream<ResourceId> superfluous() {
    return actual.all().stream()
        .filter(list -> Ownership.LISTS.contains(list.id().kind()))
        .flatMap(this::superfluous);
  }

  private Stream<ResourceId> superfluous(Resource list) {
    Optional<Resource> wanted = desired.find(list.id());
    return Ownership.entries(list, actual).stream()
        .filter(list.fields()::has)
        .filter(name -> wanted.filter(entries -> entries.fields().has(name)).isEmpty())
        .map(name -> new ResourceId(list.id().kind(), list.id().name(), name));
  }

  /** A deletion for each list of which some entries go, in the opposite order of writing. */
  List<Change> deletions(Collection<ResourceId> deleted) {
    List<Change> deletions = new ArrayList<>();
    for (Resource list : actual.all()) {
      List<String> names =
          deleted.stream()
              .filter(entry -> Ownership.LISTS.contains(entry.kind()))
              .filter(entry -> ResourceId.of(entry.kind(), entry.owner()).equals(list.id()))
              .map(ResourceId::name)
              .sorted()
              .toList();
      if (!names.isEmpty()) {
        deletions.add(0, deletion(list, names));
      }
    }
    return deletions;
  }

  private static Change deletion(Resource live, List<String> entries) {
    List<FieldChange> fields = new ArrayList<>();
    ObjectNode gone = JsonNodeFactory.instance.objectNode();
    for (String entry : entries) {
      JsonNode value = live.fields().path(entry);
      gone.set(entry, value);
      JsonNode shown = value.isTextual() ? value : JsonNodeFactory.instance.textNode("{…}");
      fields.add(FieldChange.of(entry, shown, JsonNodeFactory.instance.nullNode()));
    }
    Resource deleted = new Resource(live.id(), gone, live.path());
    return new Change(Action.DELETE, List.copyOf(fields), deleted, Optional.of(live));
  }
}
