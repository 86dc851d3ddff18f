package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.Optional;

/**
 * A plan together with what it was made from.
 *
 * @param template the desired realm
 * @param live the realm as it was read; empty when it does not exist
 * @param plan the difference
 * @param prune whether what the tool has made and the template does not name is deleted
 * @param writeSecrets whether secrets that cannot be compared are written
 */
public record PlannedRealm(
    RealmTemplate template,
    Optional<LiveRealm> live,
    RealmPlan plan,
    boolean prune,
    boolean writeSecrets) {

  /** The same, with another plan. */
  public PlannedRealm with(RealmPlan other) {
    return new PlannedRealm(template, live, other, prune, writeSecrets);
  }

  /**
   * The same, with the passwords that an earlier plan sets again: a look at the server cannot find
   * that they have to be.
   */
  public PlannedRealm withPasswordsOf(PlannedRealm earlier) {
    if (live.isEmpty() || !PasswordResets.isIn(earlier.plan())) {
      return this;
    }
    RealmPlan resets = PasswordResets.in(plan, template.state(), live.orElseThrow().state());
    return with(resets);
  }
}
