package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.UserProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user profile: Keycloak 21 to 23 export an empty one, and since 24 an attribute that it does
 * not know is not shown. Attributes that people of the file have stay visible to administrators.
 */
final class UserProfiles implements Translation {

  private static final String POLICY = "unmanagedAttributePolicy";

  @Override
  public void apply(ForeignRealm realm) {
    ObjectNode root = realm.root();
    Optional<ObjectNode> profile = Optional.empty();
    if (root.path("components").path(UserProfile.TYPE) instanceof ArrayNode components) {
      for (ObjectNode component : List.copyOf(ForeignRealm.objects(components))) {
        Optional<ObjectNode> parsed = UserProfile.parse(component);
        if (parsed.isPresent()) {
          profile = parsed;
        } else {
          realm.leftOut(component, "", "an empty user profile: Keycloak has its usual one");
          components.removeIf(other -> other == component);
        }
      }
      if (components.isEmpty()) {
        ((ObjectNode) root.path("components")).remove(UserProfile.TYPE);
      }
    }
    Set<String> unknown = attributes(realm);
    profile.ifPresentOrElse(
        known -> unknown.removeAll(ForeignRealm.names(known.path("attributes"), "name")),
        () -> unknown.removeAll(Set.of("username", "email", "firstName", "lastName")));
    if (!unknown.isEmpty() && profile.filter(known -> known.hasNonNull(POLICY)).isEmpty()) {
      showToAdministrators(realm, profile.orElseGet(UserProfiles::usual), unknown);
    }
  }

  private static Set<String> attributes(ForeignRealm realm) {
    Set<String> names = new HashSet<>();
    for (ObjectNode user : realm.objects("users")) {
      if (!user.hasNonNull("serviceAccountClientId")) {
        user.path("attributes").fieldNames().forEachRemaining(names::add);
      }
    }
    return names;
  }

  private static void showToAdministrators(
      ForeignRealm realm, ObjectNode profile, Set<String> unknown) {
    ObjectNode root = realm.root();
    root.withObjectProperty("components").remove(UserProfile.TYPE);
    root.withObjectProperty("components")
        .putArray(UserProfile.TYPE)
        .add(UserProfile.component(profile.put(POLICY, "ADMIN_EDIT")));
    realm.translated(
        root.path("users"),
        "",
        "attributes that the user profile does not know (%s) are kept, for administrators to edit"
            .formatted(String.join(", ", unknown.stream().sorted().toList())));
  }

  private static ObjectNode usual() {
    try (InputStream in = UserProfiles.class.getResourceAsStream("usual-user-profile.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
