package io.fedrealm.provisioning.audit;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.report.AuditReport.Suppressed;
import io.fedrealm.provisioning.audit.rules.AuditRules;
import io.fedrealm.provisioning.audit.suppression.Suppression;
import io.fedrealm.provisioning.audit.suppression.SuppressionFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds realms against rules. */
public final class Auditor {

  private final List<Rule> rules;
  private final SuppressionFile file;
  private final LocalDate today;

  /**
   * @param rules what to hold realms against
   * @param file what is lived with for now
   * @param today decides which suppressions have expired
   */
  public Auditor(List<Rule> rules, SuppressionFile file, LocalDate today) {
    this.rules = rules;
    this.file = file;
    this.today = today;
  }

  /** Looks at realms. */
  public AuditReport audit(List<AuditedRealm> realms) {
    List<Finding> found = realms.stream().flatMap(this::findings).distinct().toList();
    Stream<Finding> open = found.stream().filter(finding -> suppression(finding).isEmpty());
    Stream<Suppressed> suppressed =
        found.stream()
            .flatMap(finding -> suppression(finding).stream().map(s -> new Suppressed(finding, s)));
    Stream<Finding> ofFile = Stream.concat(file.unusable().stream(), suppressionFindings(found));
    return new AuditReport(
        realms, Stream.concat(open, ofFile).sorted(Finding.ORDER).toList(), suppressed.toList());
  }

  private Stream<Finding> findings(AuditedRealm realm) {
    return rules.stream()
        .flatMap(rule -> rule.check().hits(realm).map(hit -> Finding.of(rule, realm, hit)));
  }

  private Optional<Suppression> suppression(Finding finding) {
    return file.suppressions().stream()
        .filter(suppression -> !suppression.isExpired(today) && suppression.covers(finding))
        .findFirst();
  }

  private Stream<Finding> suppressionFindings(List<Finding> found) {
    return file.suppressions().stream()
        .flatMap(
            suppression -> {
              if (suppression.isExpired(today)) {
                return Stream.of(
                    about(suppression, AuditRules.EXPIRED, "on " + suppression.expires()));
              }
              return found.stream().anyMatch(suppression::covers)
                  ? Stream.empty()
                  : Stream.of(about(suppression, AuditRules.UNUSED, suppression.rule()));
            });
  }

  private static Finding about(Suppression suppression, Rule rule, String value) {
    return new Finding(
        rule, suppression.realm(), suppression.where(), suppression.where().path(), value);
  }
}
