package io.fedrealm.provisioning.cli;

/** How a list is shown. */
public enum ListFormat {
  /** For people. */
  table,
  /** For machines. */
  json
}
