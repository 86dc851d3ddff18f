package io.fedrealm.provisioning.audit.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that gives roles to somebody.
 *
 * @param kind what it is
 * @param name its name; the path for a group
 * @param node its representation
 * @param roles the roles that it names itself, in order
 */
public record RoleHolder(Kind kind, String name, Node node, List<RoleRef> roles) {

  /** The kinds of holders. */
  public enum Kind {
    GROUP,
    /** A role that contains others. */
    ROLE,
    /** The role that everybody has. */
    DEFAULT_ROLE,
    SERVICE_ACCOUNT,
    PERSON
  }

  static RoleHolder of(Group group) {
    return new RoleHolder(Kind.GROUP, group.path(), group.node(), group.roles());
  }

  static RoleHolder of(Role role, boolean isDefault) {
    return new RoleHolder(
        isDefault ? Kind.DEFAULT_ROLE : Kind.ROLE, role.name(), role.node(), role.composites());
  }

  /** What everybody holds by the lists of before Keycloak 13, which hold without the role only. */
  static Stream<RoleHolder> ofOldDefaults(AuditedRealm realm) {
    if (realm.get("defaultRole").isPresent()) {
      return Stream.empty();
    }
    return Stream.concat(
            Stream.of(oldDefaults("", realm.root())),
            realm.clients().map(client -> oldDefaults(client.id(), client.node())))
        .filter(holder -> !holder.roles().isEmpty());
  }

  private static RoleHolder oldDefaults(String client, Node holder) {
    Node list = holder.get("defaultRoles");
    return new RoleHolder(
        Kind.DEFAULT_ROLE,
        list.key(),
        list,
        list.elements().map(role -> new RoleRef(client, role.text(), role)).toList());
  }

  static RoleHolder of(User user) {
    return user.isServiceAccount()
        ? new RoleHolder(Kind.SERVICE_ACCOUNT, user.client(), user.node(), user.roles())
        : new RoleHolder(Kind.PERSON, user.name(), user.node(), user.roles());
  }
}
