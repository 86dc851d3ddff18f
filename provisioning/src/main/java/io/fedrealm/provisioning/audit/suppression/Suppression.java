package io.fedrealm.provisioning.audit.suppression;

import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.template.source.Position;
import java.time.LocalDate;

/**
 * A decision to live with a finding for a while.
 *
 * @param where the entry in the suppressions file
 * @param rule id of the rule
 * @param realm the realm that it is for; empty for any
 * @param client the client whose findings it hides; empty when a path says it
 * @param path JSON path whose findings it hides, with all below it; empty when a client says it
 * @param reason why
 * @param expires the last day on which it holds
 */
public record Suppression(
    Position where,
    String rule,
    String realm,
    String client,
    String path,
    String reason,
    LocalDate expires) {

  /** Whether its last day has passed. */
  public boolean isExpired(LocalDate today) {
    return today.isAfter(expires);
  }

  /** Whether it speaks of a finding. */
  public boolean covers(Finding finding) {
    return rule.equals(finding.rule().id())
        && (realm.isEmpty() || realm.equals(finding.realm()))
        && (client.isEmpty() || client.equals(finding.client()))
        && (path.isEmpty() || isAtOrBelow(finding.path()) || isAtOrBelow(finding.where().path()));
  }

  private boolean isAtOrBelow(String place) {
    return place.equals(path) || place.startsWith(path + ".") || place.startsWith(path + "[");
  }
}
