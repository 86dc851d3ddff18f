package io.fedrealm.extension.fedn;

/** Names by which the realm's template, the command line and this service know each other. */
final class FednAttributes {

  /** The realm's switch for this service: {@code true}. */
  static final String SWITCH = "fl.fedn.token.service";

  /** The client of logins by {@code fedn studio login}. */
  static final String LOGIN_CLIENT = "fedn-token-service";

  /** The realm role that may create projects. */
  static final String CREATOR_ROLE = "project-creator";

  /** The attribute of a client: the project whose tokens it gets. */
  static final String CLIENT_PROJECT = "fl.fedn.project";

  /**
   * The attribute of a client to which each new scope of some prefix is added as an optional one.
   */
  static final String OPEN_SCOPES = "fl.optional.scopes.open";

  /** The attribute of a project's scope: its name for people. */
  static final String NAME = "fl.project.name";

  /** The attribute of a project's scope: who created it. */
  static final String OWNER = "fl.project.owner";

  /** The attribute of a project's scope: when, as ISO 8601. */
  static final String CREATED = "fl.project.created";

  /** The attribute of a project's scope: where its controller is, for a client's configuration. */
  static final String CONTROLLER = "fl.project.controller";

  /** The note of an issued token's session: who asked for it. */
  static final String ISSUED_BY = "fl.fedn.issued.by";

  /** The note of an issued token's session: the name it was given. */
  static final String ISSUED_NAME = "fl.fedn.name";

  /** The note of an issued token's session: the role. */
  static final String ISSUED_ROLE = "fl.fedn.role";

  private FednAttributes() {}
}
