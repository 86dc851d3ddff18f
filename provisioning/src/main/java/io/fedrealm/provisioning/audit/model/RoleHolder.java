package io.fedrealm.provisioning.audit.model;

import java.util.List;

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

  static RoleHolder of(User user) {
    return user.isServiceAccount()
        ? new RoleHolder(Kind.SERVICE_ACCOUNT, user.client(), user.node(), user.roles())
        : new RoleHolder(Kind.PERSON, user.name(), user.node(), user.roles());
  }
}
