package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.plan.PlannedRealm;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Extent;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings one realm into line, pass by pass, until a look at the server finds nothing left to do.
 * What failed in a way that may pass (the connection broke, another request was faster) is not
 * simply sent again: the realm is read, and what is still different is.
 */
final class RealmRun {

  /**
   * Make things, fill sets of roles and make users, fill the sets of users; a fourth for what
   * Keycloak does by itself in between.
   */
  private static final int MAX_PASSES = 4;

  private final KeycloakServer server;
  private final int parallel;
  private final PlannedRealm planned;
  private final ApplyListener listener;
  private final AtomicInteger done = new AtomicInteger();

  /** Changes whose request failed in passing: perhaps they are made. */
  private final Map<Change, CommandException> uncertain = new ConcurrentHashMap<>();

  RealmRun(KeycloakServer server, int parallel, PlannedRealm planned, ApplyListener listener) {
    this.server = server;
    this.parallel = parallel;
    this.planned = planned;
    this.listener = listener;
  }

  /**
   * Makes the realm, empty as Keycloak makes it.
   *
   * @return false when somebody else was faster
   */
  boolean createRealm() {
    Change realm = planned.plan().changes().get(0);
    boolean perhapsMine = false;
    for (int attempt = 1; ; attempt++) {
      try {
        server.api().write("POST", realm.desired().fields(), "realms");
        server.api().renewLogin();
        made(realm, planned.plan().changes().size());
        return true;
      } catch (CommandException e) {
        CommandException error = at(realm, e);
        if (!Failures.mayPass(e) && !Failures.mayBeADuplicate(e)) {
          throw stopped(error);
        }
        perhapsMine |= e instanceof AdminApi.UncertainException;
        if (isThere()) {
          if (perhapsMine) {
            made(realm, planned.plan().changes().size());
          }
          return perhapsMine;
        }
        if (!Failures.retries(server.retries(), List.of(error)).again(attempt)) {
          throw stopped(error);
        }
      }
    }
  }

  private boolean isThere() {
    server.api().renewLogin();
    return server.realm(planned.template().realm()).isPresent();
  }

  /** Reads the realm and compares it with the template. */
  PlannedRealm planAgain() {
    String realm = planned.template().realm();
    Extent extent = planned.prune() ? Extent.PRUNABLE : Extent.DECLARED;
    LiveRealm live =
        server
            .realm(planned.template().state(), extent)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED,
                        "Realm %s was deleted while it was being applied.".formatted(realm)));
    return Planner.plan(planned.template(), Optional.of(live), planned.prune());
  }

  /**
   * Makes all changes that are left.
   *
   * @param rest the realm as it was just read
   * @param mayWrite is run before each request, and throws when there shall be no more
   * @return how many changes this run has made
   */
  int complete(PlannedRealm rest, Runnable mayWrite) {
    PlannedRealm left = rest;
    int fewest = left.plan().changes().size();
    int failures = 0;
    for (int pass = 0; pass < MAX_PASSES && !left.plan().isEmpty(); ) {
      runPass(left, mayWrite);
      boolean failed = !uncertain.isEmpty();
      if (failed && !Failures.retries(server.retries(), uncertain.values()).again(++failures)) {
        throw stopped(uncertain.values().iterator().next());
      }
      left = lookAgain();
      settle(left);
      pass = failed ? pass : pass + 1;
      if (left.plan().changes().size() < fewest) {
        fewest = left.plan().changes().size();
        failures = 0;
      }
    }
    if (!left.plan().isEmpty()) {
      throw Failures.notKept(left);
    }
    return done.get();
  }

  private PlannedRealm lookAgain() {
    try {
      return planAgain();
    } catch (CommandException e) {
      throw stopped(e);
    }
  }

  /**
   * Makes the changes in order. When something was made in this pass, it stops before the first
   * kind that needs the realm to be read again ({@link
   * io.fedrealm.provisioning.state.Kind#needsFreshState()}). It stops after a stage in which
   * something failed in passing.
   */
  private void runPass(PlannedRealm now, Runnable mayWrite) {
    ResourceWriter.Target target =
        new ResourceWriter.Target(
            server.api(), planned.template().realm(), now.live().orElseThrow());
    int total = done.get() + now.plan().changes().size();
    boolean made = false;
    for (List<Change> stage : Stages.of(now.plan().changes())) {
      boolean needsFreshState = stage.get(0).id().kind().needsFreshState();
      if (!uncertain.isEmpty() || (made && needsFreshState)) {
        return;
      }
      try {
        Parallel.forEach(
            UserImport.batches(stage), parallel, batch -> write(batch, target, mayWrite, total));
      } catch (CommandException e) {
        throw stopped(e);
      }
      made |= !needsFreshState && stage.stream().anyMatch(RealmRun::makes);
    }
  }

  private static boolean makes(Change change) {
    return change.action() == Action.CREATE || change.action() == Action.REPLACE;
  }

  /**
   * @param batch what goes out together: one change, or users that are made
   */
  private void write(
      List<Change> batch, ResourceWriter.Target target, Runnable mayWrite, int total) {
    Change first = batch.get(0);
    try {
      mayWrite.run();
      if (UserImport.takes(batch)) {
        new UserImport(planned.template().state(), target).write(batch);
      } else {
        Writers.of(first).write(first, target);
      }
      batch.forEach(change -> made(change, total));
    } catch (CommandException e) {
      CommandException error = at(first, e);
      if (!Failures.mayPass(e)) {
        throw error;
      }
      batch.forEach(change -> uncertain.put(change, error));
    }
  }

  /** Counts what was made although its request failed. */
  private void settle(PlannedRealm now) {
    int left = now.plan().changes().size();
    for (Change change : uncertain.keySet()) {
      if (now.plan().changes().stream().noneMatch(other -> other.id().equals(change.id()))) {
        made(change, done.get() + 1 + left);
      }
    }
    uncertain.clear();
  }

  private void made(Change change, int total) {
    listener.changed(planned.plan().realm(), change, done.incrementAndGet(), total);
  }

  private CommandException at(Change change, CommandException cause) {
    String message =
        "Realm %s, %s: %s".formatted(planned.template().realm(), change.id(), cause.getMessage());
    return new CommandException(cause.exitCode(), message, cause);
  }

  /** An error, with what it leaves behind. */
  private CommandException stopped(CommandException cause) {
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
