package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.stream.Stream;

/** Where Keycloak has the groups of an organization, below the realm. */
final class OrganizationPath {

  private OrganizationPath() {}

  /** Their list, or what is below it. */
  static String[] groups(String organization, LiveRealm live, String... more) {
    String id = live.id(ResourceId.of(ResourceType.ORGANIZATION, organization));
    return Stream.concat(Stream.of("organizations", id, "groups"), Stream.of(more))
        .toArray(String[]::new);
  }

  /**
   * A group, or what is below it.
   *
   * @param path of the group in its organization
   */
  static String[] group(String organization, String path, LiveRealm live, String... more) {
    String id = live.id(new ResourceId(ResourceType.ORGANIZATION_GROUP, organization, path));
    return groups(
        organization, live, Stream.concat(Stream.of(id), Stream.of(more)).toArray(String[]::new));
  }
}
