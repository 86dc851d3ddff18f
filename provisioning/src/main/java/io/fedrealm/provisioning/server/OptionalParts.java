package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Ownership;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.UserProfile;
import java.util.ArrayList;
import java.util.List;

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
   * @param extent how much of what nobody wants is read, too
   */
  void read(Extent extent) {
    boolean everything = extent == Extent.EVERYTHING;
    if (wants(Kind.USER_PROFILE) || everything) {
      api.get("realms", desired.realm(), "users", "profile").ifPresent(this::userProfile);
    }
    boolean organized = realm.path("organizationsEnabled").asBoolean();
    if (wants(Kind.ORGANIZATION) || (extent != Extent.DECLARED && organized)) {
      organizations(extent == Extent.PRUNABLE || hasProviders());
    }
    if (extent == Extent.PRUNABLE) {
      managedPeople();
    }
    if (wants(Kind.USER)) {
      users(everything);
    } else if (everything) {
      userNames();
    }
  }

  /** Says of each organization with our mark whether people's accounts would go with it. */
  private void managedPeople() {
    for (JsonNode organization : realm.path("organizations")) {
      if (organization.path("attributes").has(Ownership.MARK)) {
        String members = "members?membershipType=MANAGED&first=0&max=1";
        String id = organization.path("id").asText();
        boolean some =
            api.get("realms", desired.realm(), "organizations", id, members)
                .filter(page -> !page.isEmpty())
                .isPresent();
        ((ObjectNode) organization).put(RealmState.MANAGES_PEOPLE, some);
      }
    }
  }

  private void users(boolean everything) {
    ArrayNode users = realm.withArrayProperty("users");
    List<String> others = new ArrayList<>();
    new UserReading(api, realm)
        .read(name -> desired.has(Kind.USER, name), others::add)
        .forEach(users::add);
    if (everything) {
      others.forEach(name -> users.addObject().put("username", name));
    }
  }

  private void userNames() {
    ArrayNode users = realm.withArrayProperty("users");
    String query = "&briefRepresentation=true";
    Pages.of(api, PAGE, Integer.MAX_VALUE, query, "realms", desired.realm(), "users")
        .forEach(user -> users.addObject().set("username", user.get("username")));
  }

  private boolean wants(Kind kind) {
    return desired.all().stream().anyMatch(resource -> resource.id().kind() == kind);
  }

  private void userProfile(JsonNode profile) {
    ArrayNode components = realm.withObjectProperty("components").putArray(UserProfile.TYPE);
    components.add(UserProfile.component(profile));
  }

  /**
   * @param linked whether it matters which identity providers belong to them
   */
  private void organizations(boolean linked) {
    ArrayNode organizations = realm.putArray("organizations");
    for (int first = 0; organizations.size() == first; first += PAGE) {
      api.get(
              "realms",
              desired.realm(),
              "organizations?briefRepresentation=false&first=" + first + "&max=" + PAGE)
          .ifPresent(page -> page.forEach(organizations::add));
    }
    if (linked && !organizations.isEmpty()) {
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
