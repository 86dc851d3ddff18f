package io.fedrealm.provisioning.audit.report;

import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.suppression.Suppression;
import java.util.List;

/**
 * The outcome of an audit.
 *
 * @param realms what was looked at
 * @param findings what was found, the worst first
 * @param suppressed what was found and is lived with for now
 */
public record AuditReport(
    List<AuditedRealm> realms, List<Finding> findings, List<Suppressed> suppressed) {

  /**
   * A finding that is lived with.
   *
   * @param finding what was found
   * @param by the decision
   */
  public record Suppressed(Finding finding, Suppression by) {}

  /** How many findings of a severity there are. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.rule().severity() == severity).count();
  }

  /** Whether something was found that is as bad as this, or worse. */
  public boolean hasAtLeast(Severity severity) {
    return findings.stream().anyMatch(f -> f.rule().severity().isAtLeast(severity));
  }
}
