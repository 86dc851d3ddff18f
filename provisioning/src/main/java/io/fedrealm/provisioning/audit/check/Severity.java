package io.fedrealm.provisioning.audit.check;

import java.util.Locale;

/** How bad a finding is. The order is that of a report: the worst first. */
public enum Severity {
  /** Somebody gets in, or more than is due to them, with little effort; or nobody would notice. */
  HIGH,
  /** A protection that the standards ask for is missing; something else must fail too. */
  MEDIUM,
  /** Not tidy: it makes mistakes likelier or hides them. */
  LOW,
  /** Worth knowing; nothing to mend. */
  INFO;

  /** Name in options and machine-readable output. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is as bad as another, or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
