package io.fedrealm.provisioning.state;

import java.util.Locale;

/**
 * The kinds of resources of a realm, in the order in which they are written: what a kind refers to
 * stands before it. Client policies come before the clients, so that they judge each client that is
 * made or changed.
 */
public enum Kind {
  REALM("realm", false),
  CLIENT_PROFILES("client profiles", false),
  CLIENT_POLICIES("client policies", false),
  CLIENT_SCOPE("client scope", false),
  CLIENT_SCOPE_MAPPER("mapper of client scope", false),
  REALM_ROLE("realm role", false),
  CLIENT("client", false),
  CLIENT_MAPPER("mapper of client", false),
  CLIENT_ROLE("role of client", false),
  GROUP("group", false),
  /** The roles that a realm or client role contains. */
  COMPOSITE("composites of role", true),
  /** The roles that a group gives to its members. */
  GROUP_ROLES("roles of group", true),
  /** The roles that a client scope allows into a token. */
  CLIENT_SCOPE_ROLES("scope mapping of client scope", true),
  /** The roles that a client allows into its tokens when its full scope is off. */
  CLIENT_ROLES_SCOPE("scope mapping of client", true),
  SERVICE_ACCOUNT_ROLES("roles of service account", true),
  /** The client scopes that a new client gets. */
  DEFAULT_CLIENT_SCOPES("default client scopes", false);

  private final String label;
  private final boolean roleSet;

  Kind(String label, boolean roleSet) {
    this.label = label;
    this.roleSet = roleSet;
  }

  /** What an operator calls it. */
  public String label() {
    return label;
  }

  /**
   * Whether the resource is a set of roles, which is compared as a whole: a role that the template
   * does not name is taken away, so that a privilege given by hand is seen.
   */
  public boolean isRoleSet() {
    return roleSet;
  }

  /** Name in machine-readable output: {@code client_scope}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
