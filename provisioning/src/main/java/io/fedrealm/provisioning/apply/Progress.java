package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a run has made in a realm, and what it perhaps has; from any thread. */
final class Progress {

  private final String realm;
  private final ApplyListener listener;
  private final FingerprintJournal secrets;
  private final AtomicInteger done = new AtomicInteger();

  /** Changes whose request failed in passing: perhaps they are made. */
  private final Map<Change, CommandException> uncertain = new ConcurrentHashMap<>();

  /**
   * @param secrets is told what was certainly written
   */
  Progress(String realm, ApplyListener listener, FingerprintJournal secrets) {
    this.realm = realm;
    this.listener = listener;
    this.secrets = secrets;
  }

  /** How many changes were made. */
  int made() {
    return done.get();
  }

  /** A change was made by a request that the server has answered. */
  void made(Change change, int total) {
    secrets.written(change);
    found(change, total);
  }

  /** A change is found made, by whomever. */
  void found(Change change, int total) {
    listener.changed(realm, change, done.incrementAndGet(), total);
  }

  /** Changes whose request failed in passing. */
  void uncertain(Collection<Change> changes, CommandException error) {
    changes.forEach(change -> uncertain.put(change, error));
  }

  /** The errors of those since the last look at the server. */
  List<CommandException> uncertain() {
    return List.copyOf(uncertain.values());
  }

  /** Counts what was made although its request failed: what is not left. */
  void settle(RealmPlan left) {
    for (Change change : uncertain.keySet()) {
      if (left.changes().stream().noneMatch(other -> other.id().equals(change.id()))) {
        found(change, done.get() + 1 + left.changes().size());
      }
    }
    uncertain.clear();
  }

  /** An error, with the change that it happened at. */
  CommandException at(Change change, CommandException cause) {
    String message = "Realm %s, %s: %s".formatted(realm, change.id(), cause.getMessage());
    return new CommandException(cause.exitCode(), message, cause);
  }

  /** An error, with what it leaves behind. */
  CommandException stopped(CommandException cause) {
    int made = done.get();
    String stays =
        switch (made) {
          case 0 -> "Nothing was changed in this realm before.";
          case 1 -> "1 change was made before and stays.";
          default -> made + " changes were made before and stay.";
        };
    return new CommandException(
        cause.exitCode(),
        cause.getMessage() + "\n" + stays + " Run apply again: it goes on from there.",
        cause);
  }
}
