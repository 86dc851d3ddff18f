package io.fedrealm.provisioning.lease;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.lease.Lease.Held;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes realms, and waits for those that another run holds. */
public final class Leases {

  private static final long POLL_MILLIS = 500;

  /** So often others have to be faster before something is wrong. */
  private static final int MAX_ATTEMPTS = 20;

  private final AdminApi api;
  private final Duration patience;
  private final Consumer<String> notes;

  /**
   * @param patience how long to wait for another run; zero to be refused at once
   * @param notes is told, in a sentence, whom we wait for and whose lease is taken over
   */
  public Leases(AdminApi api, Duration patience, Consumer<String> notes) {
    this.api = api;
    this.patience = patience;
    this.notes = notes;
  }

  /**
   * Takes a realm. The lease of a run that has died is taken over: when its process has ended on
   * this machine, or when it was not renewed for {@link Lease#LIFE} by our own clock (clocks of
   * different hosts are not compared).
   *
   * @throws CommandException when another run holds it, with who and since when
   */
  public Lease take(String realm) {
    Holder me = Holder.me();
    long deadline = System.nanoTime() + patience.toNanos();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Lease> mine = Lease.take(api, realm, me);
      if (mine.isPresent()) {
        return mine.get();
      }
      Lease.read(api, realm).ifPresent(other -> awaitEnd(realm, other, deadline));
    }
    throw new CommandException(
        ExitCode.FAILED,
        "Realm %s cannot be held: the role %s is not there after it was made."
            .formatted(realm, LiveRealm.LEASE_ROLE));
  }

  /** Returns when nobody holds the realm, or the dead one's lease is removed. */
  private void awaitEnd(String realm, Held first, long deadline) {
    announce(realm, first.holder());
    Observed observed = Observed.next(null, first);
    while (!observed.isDead()) {
      waitForIt(realm, observed.held().holder(), deadline);
      Optional<Held> now = Lease.read(api, realm);
      if (now.isEmpty()) {
        return;
      }
      observed = Observed.next(observed, now.get());
    }
    notes.accept("Took realm %s over from %s.".formatted(realm, observed.held().holder()));
    Lease.remove(api, realm, observed.held().roleId());
  }

  private void announce(String realm, Holder holder) {
    if (!patience.isZero() && !holder.process().hasEnded()) {
      notes.accept(
          "Waiting up to %d s: %s.".formatted(patience.toSeconds(), heldBy(realm, holder)));
    }
  }

  private void waitForIt(String realm, Holder holder, long deadline) {
    if (System.nanoTime() >= deadline) {
      throw new CommandException(
          ExitCode.FAILED,
          "%s. This run has changed nothing there. Run again when it has ended, or wait longer for it: --lease-wait."
                  .formatted(heldBy(realm, holder))
              + " A run that has died loses the realm %d s after its last sign of life."
                  .formatted(Lease.LIFE.toSeconds()));
    }
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(
          ExitCode.INTERRUPTED, "Stopped while waiting for realm " + realm + ".", e);
    }
  }

  private static String heldBy(String realm, Holder holder) {
    return "Realm %s is being changed by %s since %s"
        .formatted(realm, holder, holder.since().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * A lease as we have seen it.
   *
   * @param firstSeen when it first looked as it does now; {@link System#nanoTime()}
   */
  private record Observed(Held held, long firstSeen) {

    static Observed next(Observed before, Held now) {
      return before != null && before.held.equals(now)
          ? before
          : new Observed(now, System.nanoTime());
    }

    boolean isDead() {
      return held.holder().process().hasEnded()
          || System.nanoTime() - firstSeen > Lease.LIFE.toNanos();
    }
  }
}
