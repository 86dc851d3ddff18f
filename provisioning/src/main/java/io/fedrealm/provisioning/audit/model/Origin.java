package io.fedrealm.provisioning.audit.model;

/** Where a realm was read from; some things are right in one place and wrong in another. */
public enum Origin {
  /** A template of this tool: partial, with variables in the place of secrets. */
  TEMPLATE,
  /** A file that Keycloak exported, perhaps edited since. */
  EXPORT,
  /** A server. */
  LIVE;

  /** Name in machine-readable output. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
