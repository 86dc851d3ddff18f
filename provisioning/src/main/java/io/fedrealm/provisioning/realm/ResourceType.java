package io.fedrealm.provisioning.realm;

import java.util.Locale;
import java.util.Set;

/**
 * The kinds of resources of a realm, in the order in which they are written: what a kind refers to
 * stands before it. Client policies come before the clients, so that they judge each client that is
 * made or changed.
 */
public enum ResourceType {
  REALM("realm"),
  LOCALIZATION("texts in language"),
  CLIENT_PROFILES("client profiles"),
  CLIENT_POLICIES("client policies"),
  REQUIRED_ACTION("required action"),
  AUTHENTICATION_FLOW("authentication flow"),
  /** What a flow does, step by step. */
  FLOW_EXECUTIONS("executions of flow"),
  /** Which flow is used for what. */
  FLOW_BINDINGS("flow bindings"),
  CLIENT_SCOPE("client scope"),
  /** It may name client scopes. */
  USER_PROFILE("user profile"),
  CLIENT_SCOPE_MAPPER("mapper of client scope"),
  REALM_ROLE("realm role"),
  IDENTITY_PROVIDER("identity provider"),
  COMPONENT("component"),
  CLIENT("client"),
  CLIENT_MAPPER("mapper of client"),
  CLIENT_ROLE("role of client"),
  GROUP("group"),
  ORGANIZATION("organization"),
  ORGANIZATION_GROUP("group of organization"),
  IDENTITY_PROVIDER_MAPPER("mapper of identity provider", Read.AGAIN),
  /** A component that belongs to another one; Keycloak makes some together with that one. */
  SUB_COMPONENT("component", Read.AGAIN),
  /** The roles that a realm or client role contains. */
  COMPOSITE("composites of role", Read.ROLE_SET),
  /** The roles that a group gives to its members. */
  GROUP_ROLES("roles of group", Read.ROLE_SET),
  /** The roles that its members have in what a token says of the organization, only there. */
  ORGANIZATION_GROUP_ROLES("roles of group of organization", Read.ROLE_SET),
  /** The roles that a client scope allows into a token. */
  CLIENT_SCOPE_SCOPE_MAPPINGS("client_scope_roles", "scope mapping of client scope", Read.ROLE_SET),
  /** The roles that a client allows into its tokens when its full scope is off. */
  CLIENT_SCOPE_MAPPINGS("client_roles_scope", "scope mapping of client", Read.ROLE_SET),
  SERVICE_ACCOUNT_ROLES("roles of service account", Read.ROLE_SET),
  SERVICE_ACCOUNT_GROUPS("groups of service account", Read.AGAIN),
  /** After everything for which the realm is read again: so thousands of users are not. */
  USER("user"),
  USER_ROLES("roles of user", Read.ROLE_SET),
  USER_GROUPS("groups of user", Read.AGAIN),
  /** As whom at which identity provider a user may log in. */
  USER_IDENTITIES("identity provider links of user", Read.AGAIN),
  ORGANIZATION_MEMBERS("members of organization", Read.AGAIN),
  /** In which of the organization's groups a member is. */
  ORGANIZATION_MEMBER_GROUPS("groups of member of organization", Read.AGAIN),
  /** The client scopes that a new client gets. */
  DEFAULT_CLIENT_SCOPES("default client scopes"),
  /** The groups that a new user is put into. */
  DEFAULT_GROUPS("default groups"),
  /** The resources, scopes and policies of a client that decides about access. */
  AUTHORIZATION("authorization settings of client", Read.AGAIN);

  /** Whether Keycloak makes some of a kind by itself when it makes something else. */
  private enum Read {
    ONCE,
    AGAIN,
    ROLE_SET
  }

  private static final Set<String> PARTS =
      Set.of(
          "LOCALIZATION",
          "USER_PROFILE",
          "FLOW_EXECUTIONS",
          "FLOW_BINDINGS",
          "SERVICE_ACCOUNT_GROUPS",
          "USER_GROUPS",
          "USER_IDENTITIES",
          "ORGANIZATION_MEMBERS",
          "ORGANIZATION_MEMBER_GROUPS",
          "DEFAULT_CLIENT_SCOPES",
          "DEFAULT_GROUPS",
          "AUTHORIZATION");

  private static final Set<String> PEOPLE =
      Set.of(
          "REALM",
          "USER_PROFILE",
          "COMPONENT",
          "SUB_COMPONENT",
          "ORGANIZATION",
          "USER",
          "USER_ROLES",
          "USER_GROUPS",
          "USER_IDENTITIES",
          "ORGANIZATION_MEMBERS",
          "ORGANIZATION_MEMBER_GROUPS");

  private final String id;
  private final String label;
  private final Read read;

  ResourceType(String label) {
    this(label, Read.ONCE);
  }

  ResourceType(String label, Read read) {
    this("", label, read);
  }

  /** A name in output is older than the name here, and stays. */
  ResourceType(String id, String label, Read read) {
    this.id = id.isEmpty() ? name().toLowerCase(Locale.ROOT) : id;
    this.label = label;
    this.read = read;
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
    return read == Read.ROLE_SET;
  }

  /**
   * Whether it says who may do what: sets of roles, who is in which group or organization, and who
   * logs in as whom.
   */
  public boolean givesRights() {
    return isRoleSet()
        || this == SERVICE_ACCOUNT_GROUPS
        || this == USER_GROUPS
        || this == USER_IDENTITIES
        || this == ORGANIZATION_MEMBERS
        || this == ORGANIZATION_MEMBER_GROUPS
        || this == DEFAULT_GROUPS;
  }

  /**
   * Whether the realm has to be read again before one of these is written, when something was made:
   * Keycloak makes things by itself (what a new service account holds, the mappers of a user
   * storage), and tells the ids of new roles only then.
   */
  public boolean needsFreshState() {
    return read != Read.ONCE;
  }

  /**
   * Whether it comes into being with what it belongs to, so that there is nothing to be made: an
   * empty set of roles, the executions of a flow.
   */
  public boolean isPart() {
    return isRoleSet() || PARTS.contains(name());
  }

  /**
   * Whether making or changing one can change what is read of people who are there: who they are,
   * what they hold, which of their attributes are shown.
   */
  public boolean concernsPeople() {
    return PEOPLE.contains(name());
  }

  /** Whether it is a person, or says what a person holds, is in, or logs in as. */
  public boolean isOfPeople() {
    return this == USER
        || this == USER_ROLES
        || this == USER_GROUPS
        || this == USER_IDENTITIES
        || this == ORGANIZATION_MEMBERS
        || this == ORGANIZATION_MEMBER_GROUPS;
  }

  /** Name in machine-readable output: {@code client_scope}. */
  public String id() {
    return id;
  }
}
