package io.fedrealm.provisioning.realm;

import java.util.Comparator;

/**
 * What a resource is called, by its natural key: Keycloak's own ids play no part.
 *
 * @param kind what it is
 * @param owner the client or client scope that it belongs to; empty for what belongs to the realm
 * @param name its name; the path for a group; empty for what a realm has only one of
 */
public record ResourceId(ResourceType kind, String owner, String name)
    implements Comparable<ResourceId> {

  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::kind)
          .thenComparing(ResourceId::owner)
          .thenComparing(ResourceId::name);

  /** The id of a resource that belongs to the realm itself. */
  public static ResourceId of(ResourceType kind, String name) {
    return new ResourceId(kind, "", name);
  }

  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code mapper of client scope fedn: role}. */
  @Override
  public String toString() {
    if (owner.isEmpty()) {
      return name.isEmpty() ? kind.label() : kind.label() + " " + Printable.of(name);
    }
    return kind.label() + " " + Printable.of(owner) + ": " + Printable.of(name);
  }
}
