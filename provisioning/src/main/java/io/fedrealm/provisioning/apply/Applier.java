package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.lease.Lease;
import io.fedrealm.provisioning.lease.Leases;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.plan.secret.MaskedSecret;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries plans out. What refers to something is written after it (the order of {@link
 * io.fedrealm.provisioning.realm.ResourceType}); changes of the same kind are independent and go
 * out a few at a time. A run that stops half-way leaves a realm from which the next run goes on:
 * every change is made once and found done.
 */
public final class Applier {

  /** Longer than a dead run's lease lives, so that it is taken over and not complained of. */
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(120);

  private final KeycloakServer server;
  private final int parallel;
  private final Leases leases;
  private final ApplyListener listener;

  /**
   * @param parallel how many requests may be under way at the same time, at least 1
   */
  public Applier(KeycloakServer server, int parallel, ApplyListener listener) {
    this(server, parallel, USUAL_PATIENCE, listener);
  }

  /**
   * @param patience how long to wait for another run that changes the same realm
   */
  public Applier(KeycloakServer server, int parallel, Duration patience, ApplyListener listener) {
    this.server = server;
    this.parallel = parallel;
    this.leases = new Leases(server.api(), patience, listener::note);
    this.listener = listener;
  }

  /** Like {@link #apply(PlannedRealm, Consumer)}, whatever has changed on the server meanwhile. */
  public int apply(PlannedRealm planned) {
    return apply(planned, again -> {});
  }

  /**
   * Carries out a plan, then reads the realm again and compares: what counts is what the server has
   * kept. Nothing is written, not even a lease, when there is nothing to do. A single change needs
   * no lease unless somebody has one, or it writes a secret that is to be noted, or builds a flow
   * anew: there is nothing that another run could find half done.
   *
   * @param approval is shown the plan once more when nobody else can change the realm any more, and
   *     may throw
   * @return how many changes were made
   * @throws CommandException when the server refuses one (what was done before stays), does not
   *     keep what it was given, or somebody else holds the realm
   */
  public int apply(PlannedRealm planned, Consumer<PlannedRealm> approval) {
    if (planned.plan().isEmpty()) {
      return 0;
    }
    RealmRun run = new RealmRun(server, parallel, planned, listener);
    boolean creates = planned.plan().createsRealm();
    boolean free = !planned.live().map(LiveRealm::leased).orElse(false);
    if (!creates && free && isAlone(planned.plan().changes()) && !run.replacesFlows(planned)) {
      return run.complete(planned, () -> {});
    }
    boolean created = creates && run.createRealm();
    try (Lease lease = leases.take(planned.template().realm())) {
      PlannedRealm now = run.planAgain().withPasswordsOf(planned);
      if (!created) {
        approval.accept(now);
      }
      return run.complete(now, lease::check);
    }
  }

  private static boolean isAlone(List<Change> changes) {
    return changes.size() == 1 && MaskedSecret.writtenBy(changes.get(0)).isEmpty();
  }
}
