package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A realm, taken apart into resources.
 *
 * @param realm the realm's name
 * @param resources by id, in the order in which they are written; may hold secrets
 */
public record RealmState(String realm, SortedMap<ResourceId, Resource> resources) {

  /**
   * The field of a live organization that has members whose accounts it manages; no field of
   * Keycloak's, and only read when it could be deleted.
   */
  public static final String MANAGES_PEOPLE = "fedrealm.managesPeople";

  /**
   * The field of a live realm that has what the server tells of its masked secrets, in the form of
   * a realm representation; no field of Keycloak's.
   */
  public static final String SECRET_MARKS = "fedrealm.secretMarks";

  /**
   * Takes a realm representation apart.
   *
   * @param representation a complete template (with its groups) or a partial export
   */
  public static RealmState of(ObjectNode representation) {
    return new RealmState(
        representation.path("realm").asText(),
        Collections.unmodifiableSortedMap(new RealmFlattener(representation).resources()));
  }

  /** The resource of this name, if the realm has it. */
  public Optional<Resource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  /** Whether the realm has a resource of this name. */
  public boolean has(ResourceType kind, String name) {
    return resources.containsKey(ResourceId.of(kind, name));
  }

  /** Whether the realm has resources of this kind. */
  public boolean has(ResourceType kind) {
    return resources.keySet().stream().anyMatch(id -> id.kind() == kind);
  }

  /** All resources, in the order in which they are written. */
  public Collection<Resource> all() {
    return resources.values();
  }

  /** This state, with the people of another one instead of its own. */
  public RealmState withPeopleOf(RealmState other) {
    SortedMap<ResourceId, Resource> merged = new TreeMap<>(resources);
    merged.keySet().removeIf(RealmState::isOfPeople);
    other.resources.values().stream()
        .filter(resource -> isOfPeople(resource.id()))
        .forEach(resource -> merged.put(resource.id(), resource));
    return new RealmState(realm, Collections.unmodifiableSortedMap(merged));
  }

  private static boolean isOfPeople(ResourceId id) {
    return switch (id.kind()) {
      case USER, USER_ROLES, USER_GROUPS, USER_IDENTITIES -> true;
      default -> false;
    };
  }

  /** The role that holds what every user of a realm gets. */
  public static String defaultRole(String realm) {
    return "default-roles-" + realm.toLowerCase(Locale.ROOT);
  }

  /** The client that a service account belongs to. */
  public static String serviceAccountOf(JsonNode user) {
    return user.path("serviceAccountClientId").asText();
  }

  /** How many resources of which realm: they may hold secrets. */
  @Override
  public String toString() {
    return "realm " + realm + " (" + resources.size() + " resources)";
  }
}
