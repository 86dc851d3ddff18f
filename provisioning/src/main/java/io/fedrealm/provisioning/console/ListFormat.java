package io.fedrealm.provisioning.console;

/** How a list is shown. */
public enum ListFormat {
  /** For people. */
  table,
  /** For machines. */
  json
}
