package io.fedrealm.provisioning.server;

/** How much of a live realm is read beyond its export. */
public enum ReadScope {
  /** What the template declares. */
  DECLARED,
  /** That, and what this tool can have made. */
  PRUNABLE,
  /** That, and the names of whatever else there is. */
  EVERYTHING
}
