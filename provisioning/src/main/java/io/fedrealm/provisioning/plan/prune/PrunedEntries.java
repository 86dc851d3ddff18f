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
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the texts, client profiles and client policies that this tool has made and the template
 * does not name any more. They are entries of lists, and the deletion names them as its fields.
 */
final class PrunedEntries {

  private final RealmState desired;
  private final RealmState actual;

  private PrunedEntries(RealmState desired, RealmState actual) {
    this.desired = desired;
    this.actual = actual;
  }

  /** A deletion for each list of which some entries go; what uses others goes first. */
  static List<Change> deletions(RealmState desired, RealmState actual) {
    PrunedEntries pruned = new PrunedEntries(desired, actual);
    List<Change> deletions = new ArrayList<>();
    Set<String> policies = pruned.superfluous(ResourceType.CLIENT_POLICIES, "");
    pruned.delete(ResourceType.CLIENT_POLICIES, "", policies).ifPresent(deletions::add);
    Set<String> profiles = pruned.superfluous(ResourceType.CLIENT_PROFILES, "");
    profiles.removeAll(pruned.profilesOfOthers(policies));
    pruned.delete(ResourceType.CLIENT_PROFILES, "", profiles).ifPresent(deletions::add);
    for (Resource resource : actual.all()) {
      if (resource.id().kind() == ResourceType.LOCALIZATION) {
        String language = resource.id().name();
        Set<String> texts = pruned.superfluous(ResourceType.LOCALIZATION, language);
        pruned.delete(ResourceType.LOCALIZATION, language, texts).ifPresent(deletions::add);
      }
    }
    return deletions;
  }

  private Set<String> superfluous(ResourceType kind, String name) {
    ResourceId id = ResourceId.of(kind, name);
    Set<String> ours = new TreeSet<>();
    actual.find(id).ifPresent(live -> ours.addAll(existing(live)));
    desired.find(id).ifPresent(list -> list.fields().fieldNames().forEachRemaining(ours::remove));
    return ours;
  }

  private Set<String> existing(Resource live) {
    Set<String> ours = new TreeSet<>(Ownership.entries(live, actual));
    ours.removeIf(name -> !live.fields().has(name));
    return ours;
  }

  /** The profiles that a policy names which stays, or which the template has. */
  private Set<String> profilesOfOthers(Set<String> deletedPolicies) {
    ResourceId id = ResourceId.of(ResourceType.CLIENT_POLICIES, "");
    Set<String> used = new TreeSet<>();
    desired.find(id).ifPresent(policies -> policies.fields().forEach(p -> profiles(p, used)));
    actual
        .find(id)
        .ifPresent(
            policies ->
                policies.fields().properties().stream()
                    .filter(policy -> !deletedPolicies.contains(policy.getKey()))
                    .forEach(policy -> profiles(policy.getValue(), used)));
    return used;
  }

  private static void profiles(JsonNode policy, Set<String> used) {
    policy.path("profiles").forEach(name -> used.add(name.asText()));
  }

  private Optional<Change> delete(ResourceType kind, String name, Set<String> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Resource live = actual.find(ResourceId.of(kind, name)).orElseThrow();
    List<FieldChange> fields = new ArrayList<>();
    ObjectNode gone = JsonNodeFactory.instance.objectNode();
    for (String entry : entries) {
      JsonNode value = live.fields().path(entry);
      gone.set(entry, value);
      JsonNode shown = value.isTextual() ? value : JsonNodeFactory.instance.textNode("{…}");
      fields.add(FieldChange.of(entry, shown, JsonNodeFactory.instance.nullNode()));
    }
    Resource deleted = new Resource(live.id(), gone, live.path());
    return Optional.of(new Change(Action.DELETE, List.copyOf(fields), deleted, Optional.of(live)));
  }
}
