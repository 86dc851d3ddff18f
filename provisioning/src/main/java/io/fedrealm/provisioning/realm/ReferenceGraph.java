package io.fedrealm.provisioning.realm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What refers to what in a realm. Besides the resources, the entries of lists that other resources
 * name, or that name others, have a place of their own in it: client profiles, client policies,
 * texts.
 */
public final class ReferenceGraph {

  private final Map<ResourceId, Resource> resources = new HashMap<>();

  /** What is named without its owner, by that name. */
  private final Map<ResourceId, List<ResourceId>> ownerless = new HashMap<>();

  private final Map<ResourceId, SortedSet<ResourceId>> users = new HashMap<>();
  private final Map<ResourceId, ResourceId> parents = new HashMap<>();
  private boolean connected;

  /** The graph of these resources. */
  public ReferenceGraph(Collection<Resource> all) {
    all.forEach(resource -> resources.put(resource.id(), resource));
    all.forEach(resource -> ownerless(resource.id()));
  }

  /** Only when it is asked which way the names go: a realm can have a hundred thousand. */
  private void connect() {
    if (!connected) {
      connected = true;
      resources.values().forEach(resource -> References.of(resource).forEach(this::connect));
    }
  }

  private void ownerless(ResourceId id) {
    switch (id.kind()) {
      case CLIENT_ROLE, COMPONENT, SUB_COMPONENT, ORGANIZATION_GROUP -> ownerless(id, id.name());
      case GROUP -> ownerless(id, GroupPath.name(id.name()));
      default -> {}
    }
  }

  private void ownerless(ResourceId id, String name) {
    ownerless.computeIfAbsent(ResourceId.of(id.kind(), name), key -> new ArrayList<>()).add(id);
  }

  private void connect(Reference reference) {
    List<ResourceId> named = targets(reference).toList();
    switch (reference.relation()) {
      case PART_OF ->
          named.stream().findFirst().ifPresent(whole -> parents.put(reference.from(), whole));
      case CONTAINS -> {
        ResourceId whole = parents.getOrDefault(reference.from(), reference.from());
        named.forEach(part -> parents.put(part, whole));
        named.forEach(part -> use(part, reference.from()));
      }
      default -> named.forEach(used -> use(used, reference.from()));
    }
  }

  private void use(ResourceId used, ResourceId user) {
    users.computeIfAbsent(used, key -> new TreeSet<>()).add(user);
  }

  /** The names in a resource, whether or not there is what they stand for. */
  public static List<Reference> of(Resource resource) {
    return References.of(resource);
  }

  /** What a name stands for: all that it can, of what is there. */
  public Stream<ResourceId> targets(Reference reference) {
    return reference.meanings().stream().flatMap(this::found).distinct();
  }

  private Stream<ResourceId> found(ResourceId id) {
    return resources.containsKey(id) || isEntry(id)
        ? Stream.of(id)
        : ownerless.getOrDefault(id, List.of()).stream();
  }

  private boolean isEntry(ResourceId id) {
    return Ownership.LISTS.contains(id.kind())
        && Optional.ofNullable(resources.get(ResourceId.of(id.kind(), id.owner())))
            .filter(list -> list.fields().has(id.name()))
            .isPresent();
  }

  /** What names a resource or an entry, and is no part of it. */
  public Set<ResourceId> users(ResourceId id) {
    connect();
    return Collections.unmodifiableSet(users.getOrDefault(id, new TreeSet<>()));
  }

  /**
   * The resource with which Keycloak deletes this one; for a group, the one that it is in; empty
   * for what stands by itself.
   */
  public Optional<ResourceId> parent(ResourceId id) {
    connect();
    return Optional.ofNullable(parents.get(id));
  }

  /** Whether a resource is one of these, or a part of one. */
  public boolean isWithin(ResourceId id, Set<ResourceId> those) {
    connect();
    Set<ResourceId> seen =
        new HashSet<>(); // Templates with a cycle are refused, live flows are not.
    for (ResourceId part = id; part != null && seen.add(part); part = parents.get(part)) {
      if (those.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
