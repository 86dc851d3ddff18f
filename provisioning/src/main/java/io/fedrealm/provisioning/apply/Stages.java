package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts changes into stages: what is in the same stage does not depend on each other, and a stage
 * depends on those before it only. A group's subgroups come a stage later than the group.
 */
final class Stages {

  private static final Set<ResourceType> GROUPS =
      EnumSet.of(ResourceType.GROUP, ResourceType.ORGANIZATION_GROUP);

  private record Key(boolean deletes, int order, int depth) {}

  private Stages() {}

  static List<List<Change>> of(List<Change> changes) {
    SortedMap<Key, List<Change>> stages =
        new TreeMap<>(
            Comparator.comparing(Key::deletes).thenComparing(Key::order).thenComparing(Key::depth));
    for (Change change : changes) {
      stages.computeIfAbsent(key(change), stage -> new ArrayList<>()).add(change);
    }
    return List.copyOf(stages.values());
  }

  /** Deletions come last, and in the opposite order. */
  private static Key key(Change change) {
    int order = change.id().kind().ordinal();
    boolean deletes = change.action() == Action.DELETE;
    return deletes ? new Key(true, -order, -depth(change)) : new Key(false, order, depth(change));
  }

  private static int depth(Change change) {
    return GROUPS.contains(change.id().kind())
        ? (int) change.id().name().chars().filter(c -> c == '/').count()
        : 0;
  }
}
