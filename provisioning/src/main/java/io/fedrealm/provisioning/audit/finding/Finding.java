package io.fedrealm.provisioning.audit.finding;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.template.source.Position;
import java.util.Comparator;

/**
 * A place at which a rule does not hold.
 *
 * @param rule the rule
 * @param realm the realm's name
 * @param where file and line; a server's realm has line 0
 * @param path JSON path with names, the same wherever the realm is read from
 * @param value what was found there; never a secret
 */
public record Finding(Rule rule, String realm, Position where, String path, String value) {

  /** The worst first, then by rule, then as in the file. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.rule().severity())
          .thenComparing(finding -> finding.rule().feature())
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(finding -> finding.where().file())
          .thenComparing(finding -> finding.where().line())
          .thenComparing(Finding::path);

  private static final int LONGEST = 200;

  public static Finding of(Rule rule, AuditedRealm realm, Violation hit) {
    String value = hit.value().replaceAll("\\s+", " ");
    return new Finding(
        rule,
        realm.name(),
        realm.position(hit.node()),
        hit.node().key(),
        value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
  }

  /** The client that it concerns; empty when it concerns none. */
  public String client() {
    return Subject.client(path);
  }

  /** What it concerns, for people: {@code client frontend}. */
  public String subject() {
    return Subject.of(path);
  }
}
