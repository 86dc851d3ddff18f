package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.apply.write.BoundFlows;
import io.fedrealm.provisioning.apply.write.ResourceWriter;
import io.fedrealm.provisioning.apply.write.UserImport;
import io.fedrealm.provisioning.apply.write.Writers;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.server.ReadScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings one realm into line, pass by pass, until a look at the server finds nothing left to do.
 * What failed in a way that may pass (the connection broke, another request was faster) is not
 * simply sent again: the realm is read, and what is still different is.
 */
final class RealmRun {

  /**
   * Make things, fill sets of roles and make users, fill the sets of users; a fourth for what
   * Keycloak does by itself in between. The first that replaces flows in use does not count.
   */
  private static final int MAX_PASSES = 4;

  private final KeycloakServer server;
  private final int parallel;
  private final PlannedRealm planned;
  private final FingerprintJournal secrets = new FingerprintJournal();
  private final Progress progress;

  RealmRun(KeycloakServer server, int parallel, PlannedRealm planned, ApplyListener listener) {
    this.server = server;
    this.parallel = parallel;
    this.planned = planned;
    this.progress = new Progress(planned.template().realm(), listener, secrets);
  }

  /**
   * Makes the realm, empty as Keycloak makes it.
   *
   * @return false when somebody else was faster
   */
  boolean createRealm() {
    return new RealmCreation(server, planned, progress).create();
  }

  /** Whether a flow in use is built anew. */
  boolean replacesFlows(PlannedRealm now) {
    return !new BoundFlows(now.plan().changes(), target(now)).toReplace().isEmpty();
  }

  /** Reads the realm and compares it with the template. */
  PlannedRealm planAgain() {
    return compare(server.realm(planned.template().state(), extent()));
  }

  private ReadScope extent() {
    return planned.prune() ? ReadScope.PRUNABLE : ReadScope.DECLARED;
  }

  private PlannedRealm compare(Optional<LiveRealm> found) {
    LiveRealm live =
        found.orElseThrow(
            () ->
                new CommandException(
                    ExitCode.FAILED,
                    "Realm %s was deleted while it was being applied."
                        .formatted(planned.template().realm())));
    secrets.addTo(live.state());
    return Planner.plan(
        planned.template(), Optional.of(live), planned.prune(), planned.writeSecrets());
  }

  /**
   * Makes all changes that are left.
   *
   * @param rest the realm as it was just read
   * @param mayWrite is run before each request, and throws when there shall be no more
   * @return how many changes this run has made
   */
  int complete(PlannedRealm rest, Runnable mayWrite) {
    ResourceWriter.Target target = target(rest);
    stopping(() -> FingerprintJournal.announce(target, rest.plan().changes(), mayWrite));
    try {
      runPasses(rest, mayWrite);
    } catch (CommandException e) {
      try {
        secrets.note(target, mayWrite);
      } catch (CommandException second) {
        e.addSuppressed(second); // They stay announced, and are written again.
      }
      throw e;
    }
    stopping(() -> secrets.note(target, mayWrite));
    return progress.made();
  }

  /** Runs a step whose error tells what stays. */
  private void stopping(Runnable step) {
    try {
      step.run();
    } catch (CommandException e) {
      throw progress.stopped(e);
    }
  }

  private ResourceWriter.Target target(PlannedRealm now) {
    return new ResourceWriter.Target(
        server.api(), planned.template().realm(), now.live().orElseThrow());
  }

  private void runPasses(PlannedRealm rest, Runnable mayWrite) {
    PlannedRealm left = rest;
    int fewest = left.plan().changes().size();
    int failures = 0;
    boolean replaced = false;
    for (int pass = 0; pass < MAX_PASSES && !left.plan().isEmpty(); ) {
      boolean free = runPass(left, mayWrite) && !replaced;
      replaced |= free;
      Collection<CommandException> uncertain = progress.uncertain();
      boolean failed = !uncertain.isEmpty();
      if (failed && !Failures.retries(server.retries(), uncertain).again(++failures)) {
        throw progress.stopped(uncertain.iterator().next());
      }
      left = lookAgain(left);
      progress.settle(left.plan());
      pass = failed || free ? pass : pass + 1;
      if (left.plan().changes().size() < fewest) {
        fewest = left.plan().changes().size();
        failures = 0;
      }
    }
    if (!left.plan().isEmpty()) {
      throw Failures.notKept(left);
    }
    stopping(new BoundFlows(List.of(), target(left))::finish);
  }

  /**
   * Reads the realm after a pass.
   *
   * @param before the realm as the pass found it
   */
  private PlannedRealm lookAgain(PlannedRealm before) {
    try {
      return before.plan().changes().stream().anyMatch(RealmRun::concernsPeople)
          ? planAgain()
          : compare(
              server.realmAfterOtherChanges(
                  planned.template().state(), extent(), before.live().orElseThrow().state()));
    } catch (CommandException e) {
      throw progress.stopped(e);
    }
  }

  /**
   * Makes the changes in order. When something was made in this pass, it stops before the first
   * kind that needs the realm to be read again ({@link
   * io.fedrealm.provisioning.realm.ResourceType#needsFreshState()}). It stops after a stage in
   * which something failed in passing. Flows in use are replaced in a pass of its own.
   *
   * @return whether it was such a pass
   */
  private boolean runPass(PlannedRealm now, Runnable mayWrite) {
    ResourceWriter.Target target = target(now);
    int total = progress.made() + now.plan().changes().size();
    if (replaceBoundFlows(new BoundFlows(now.plan().changes(), target), mayWrite, total)) {
      return true;
    }
    boolean made = false;
    for (List<Change> stage : Stages.of(now.plan().changes())) {
      boolean needsFreshState = stage.get(0).id().kind().needsFreshState();
      if (!progress.uncertain().isEmpty() || (made && needsFreshState)) {
        return false;
      }
      try {
        Parallel.forEach(
            UserImport.batches(stage), parallel, batch -> write(batch, target, mayWrite, total));
      } catch (CommandException e) {
        throw progress.stopped(e);
      }
      made |= !needsFreshState && stage.stream().anyMatch(RealmRun::makes);
    }
    return false;
  }

  /**
   * @return whether there was one
   */
  private boolean replaceBoundFlows(BoundFlows flows, Runnable mayWrite, int total) {
    List<String> toReplace = flows.toReplace();
    if (toReplace.isEmpty()) {
      return false;
    }
    stopping(flows::removeUnfinished);
    for (String flow : toReplace) {
      stopping(() -> replace(flow, flows, mayWrite, total));
    }
    return true;
  }

  private void replace(String flow, BoundFlows flows, Runnable mayWrite, int total) {
    Collection<Change> changes = flows.changesOf(flow);
    try {
      mayWrite.run();
      flows.replace(flow);
      changes.forEach(change -> progress.made(change, total));
    } catch (CommandException e) {
      failed(changes, e);
    }
  }

  /** What is taken away may have been held by somebody. */
  private static boolean concernsPeople(Change change) {
    return change.id().kind().concernsPeople()
        || change.action() == Action.DELETE
        || change.action() == Action.REPLACE;
  }

  private static boolean makes(Change change) {
    return change.action() == Action.CREATE || change.action() == Action.REPLACE;
  }

  /**
   * @param batch what goes out together: one change, or users that are made
   */
  private void write(
      List<Change> batch, ResourceWriter.Target target, Runnable mayWrite, int total) {
    try {
      mayWrite.run();
      if (UserImport.takes(batch)) {
        new UserImport(planned.template().state(), target).write(batch);
      } else {
        Writers.of(batch.get(0)).write(batch.get(0), target);
      }
      batch.forEach(change -> progress.made(change, total));
    } catch (CommandException e) {
      failed(batch, e);
    }
  }

  private void failed(Collection<Change> changes, CommandException e) {
    CommandException error = progress.at(changes.iterator().next(), e);
    if (!Failures.mayPass(e)) {
      throw error;
    }
    progress.uncertain(changes, error);
  }
}
