package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.UserProfile;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what a partial export leaves out, as far as it is wanted, and puts it where a complete
 * realm representation has it.
 */
final class OptionalParts {

  private static final int PAGE = 500;

  private final AdminApi api;
  private final RealmState desired;
  private final ObjectNode realm;

  /**
   * @param desired says what is wanted
   * @param realm gets what is read
   */
  OptionalParts(AdminApi api, RealmState desired, ObjectNode realm) {
    this.api = api;
    this.desired = desired;
    this.realm = realm;
  }

  /**
   * @param everything whether what nobody wants is read, too
   */
  void read(boolean everything) {
    if (wants(Kind.USER_PROFILE)) {
      api.get("realms", desired.realm(), "users", "profile").ifPresent(this::userProfile);
    }
    boolean organized = realm.path("organizationsEnabled").asBoolean();
    if (wants(Kind.ORGANIZATION) || (everything && organized)) {
      organizations();
    }
    if (wants(Kind.USER)) {
      new UserReading(api, desired, realm).read();
    }
    if (everything) {
      otherUsers();
    }
  }

  /** Their names alone. */
  private void otherUsers() {
    Set<String> known = new HashSet<>();
    ArrayNode users = realm.withArrayProperty("users");
    users.forEach(user -> known.add(user.path("username").asText()));
    int size = PAGE;
    for (int first = 0; size == PAGE; first += PAGE) {
      String query = "users?briefRepresentation=true&first=" + first + "&max=" + PAGE;
      JsonNode page = api.get("realms", desired.realm(), query).orElse(realm.path(""));
      for (JsonNode user : page) {
        if (known.add(user.path("username").asText())) {
          users.addObject().set("username", user.get("username"));
        }
      }
      size = page.size();
    }
  }

  private boolean wants(Kind kind) {
    return desired.all().stream().anyMatch(resource -> resource.id().kind() == kind);
  }

  private void userProfile(JsonNode profile) {
    ArrayNode components = realm.withObjectProperty("components").putArray(UserProfile.TYPE);
    components.add(UserProfile.component(profile));
  }

  private void organizations() {
    ArrayNode organizations = realm.putArray("organizations");
    for (int first = 0; organizations.size() == first; first += PAGE) {
      api.get(
              "realms",
              desired.realm(),
              "organizations?briefRepresentation=false&first=" + first + "&max=" + PAGE)
          .ifPresent(page -> page.forEach(organizations::add));
    }
    if (hasProviders() && !organizations.isEmpty()) {
      api.get("realms", desired.realm(), "identity-provider", "instances")
          .ifPresent(providers -> link(organizations, providers));
    }
  }

  private boolean hasProviders() {
    return desired.all().stream()
        .filter(resource -> resource.id().kind() == Kind.ORGANIZATION)
        .anyMatch(resource -> resource.fields().has("identityProviders"));
  }

  private static void link(ArrayNode organizations, JsonNode providers) {
    for (JsonNode organization : organizations) {
      ArrayNode linked = ((ObjectNode) organization).putArray("identityProviders");
      providers
          .valueStream()
          .filter(provider -> provider.path("organizationId").equals(organization.path("id")))
          .forEach(linked::add);
    }
  }
}
