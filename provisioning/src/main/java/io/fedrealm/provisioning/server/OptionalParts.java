package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.realm.UserProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what a partial export leaves out, as far as it is wanted, and puts it where a complete
 * realm representation has it.
 */
final class OptionalParts {

  private static final int PAGE = 500;
  private static final String EMAIL = "email";

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
   * @param withPeople whether people are read
   */
  void read(ReadScope extent, boolean withPeople) {
    boolean everything = extent == ReadScope.EVERYTHING;
    if (desired.has(ResourceType.USER_PROFILE) || everything || (withPeople && haveAttributes())) {
      api.get("realms", desired.realm(), "users", "profile").ifPresent(this::userProfile);
    }
    Organizations organizations = new Organizations(api, realm);
    OrganizationGroups groups = new OrganizationGroups(api, realm);
    boolean organized = realm.path("organizationsEnabled").asBoolean();
    if (desired.has(ResourceType.ORGANIZATION) || (extent != ReadScope.DECLARED && organized)) {
      organizations.read(extent == ReadScope.PRUNABLE || hasProviders());
      groups.read(
          name ->
              extent != ReadScope.DECLARED
                  || wants(ResourceType.ORGANIZATION_GROUP, name)
                  || wants(ResourceType.ORGANIZATION_MEMBER_GROUPS, name));
    }
    if (extent == ReadScope.PRUNABLE) {
      organizations.managedPeople();
    }
    if (withPeople) {
      people(everything);
      groups.members(name -> everything || wants(ResourceType.ORGANIZATION_MEMBER_GROUPS, name));
    }
  }

  private void people(boolean everything) {
    boolean some = !realm.path("organizations").isEmpty();
    boolean memberships = desired.has(ResourceType.ORGANIZATION_MEMBERS) || (everything && some);
    boolean federated = !realm.path("identityProviders").isEmpty();
    boolean links = federated && (desired.has(ResourceType.USER_IDENTITIES) || everything);
    if (desired.has(ResourceType.USER) || memberships) {
      users(
          new WantedUsers(name -> desired.has(ResourceType.USER, name), links, memberships),
          everything);
    } else if (everything) {
      userNames();
    }
  }

  /**
   * Those who are declared; and, by name, id and address, who is or shall be a member of something,
   * or has the address of one who is declared.
   */
  private void users(WantedUsers wanted, boolean everything) {
    ArrayNode users = realm.withArrayProperty("users");
    List<ObjectNode> others = new ArrayList<>();
    new UserReading(api, realm)
        .read(wanted, user -> others.add(((ObjectNode) user).retain("id", "username", EMAIL)))
        .forEach(users::add);
    Set<String> members = new HashSet<>();
    members(RealmState.of(realm), members);
    members(desired, members);
    Set<String> addresses = new HashSet<>();
    users().forEach(user -> addresses.add(address(user.fields())));
    for (ObjectNode user : others) {
      if (!addresses.contains(address(user))) {
        user.remove(EMAIL);
      }
    }
    others.removeIf(
        user ->
            !everything
                && !user.hasNonNull(EMAIL)
                && !members.contains(UserReading.username(user)));
    users.addAll(others);
  }

  private Stream<Resource> users() {
    return desired.all().stream().filter(resource -> resource.id().kind() == ResourceType.USER);
  }

  private static String address(ObjectNode user) {
    return user.path(EMAIL).asText().toLowerCase(Locale.ROOT);
  }

  /** Whether users have attributes: the profile says which they can have. */
  private boolean haveAttributes() {
    return users().anyMatch(user -> !user.fields().path("attributes").isEmpty());
  }

  private static void members(RealmState state, Set<String> names) {
    state.all().stream()
        .filter(resource -> resource.id().kind() == ResourceType.ORGANIZATION_MEMBERS)
        .forEach(set -> names.addAll(OrganizationMembers.names(set, OrganizationMembers.MEMBERS)));
  }

  private void userNames() {
    ArrayNode users = realm.withArrayProperty("users");
    String query = "&briefRepresentation=true";
    Pages.of(api, PAGE, Integer.MAX_VALUE, query, "realms", desired.realm(), "users")
        .forEach(user -> users.addObject().set("username", user.get("username")));
  }

  private boolean wants(ResourceType kind, String owner) {
    return desired.all().stream()
        .anyMatch(resource -> resource.id().kind() == kind && resource.id().owner().equals(owner));
  }

  private void userProfile(JsonNode profile) {
    ArrayNode components = realm.withObjectProperty("components").putArray(UserProfile.TYPE);
    components.add(UserProfile.component(profile));
  }

  private boolean hasProviders() {
    return desired.all().stream()
        .filter(resource -> resource.id().kind() == ResourceType.ORGANIZATION)
        .anyMatch(resource -> resource.fields().has("identityProviders"));
  }
}
