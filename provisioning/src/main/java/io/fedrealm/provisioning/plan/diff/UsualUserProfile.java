package io.fedrealm.provisioning.plan.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The user profile of a new realm (keycloak-default-user-profile.json), by the names of what is in
 * it.
 */
final class UsualUserProfile {

  private static final Set<String> ATTRIBUTES =
      Set.of("username", "email", "firstName", "lastName");

  private static final Set<String> GROUPS = Set.of("user-metadata");

  private UsualUserProfile() {}

  /** Whether a profile has other attributes or groups, or lets in attributes that it lacks. */
  static boolean differs(JsonNode profile) {
    return !names(profile.path("attributes")).equals(ATTRIBUTES)
        || !names(profile.path("groups")).equals(GROUPS)
        || profile.hasNonNull("unmanagedAttributePolicy");
  }

  private static Set<String> names(JsonNode byName) {
    Set<String> names = new HashSet<>();
    byName.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
