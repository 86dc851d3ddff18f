package io.fedrealm.provisioning.audit.report;

import io.fedrealm.provisioning.audit.check.Severity;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How much was found, in a line. */
final class Counts {

  private Counts() {}

  static String line(AuditReport report) {
    String counts =
        Arrays.stream(Severity.values())
            .filter(severity -> report.count(severity) > 0)
            .map(severity -> report.count(severity) + " " + severity.id())
            .collect(Collectors.joining(", "));
    int realms = report.realms().size();
    int suppressed = report.suppressed().size();
    return (counts.isEmpty() ? "Nothing found" : counts)
        + (realms == 1 ? " in 1 realm" : " in " + realms + " realms")
        + (suppressed == 0 ? "." : "; " + suppressed + " suppressed.");
  }
}
