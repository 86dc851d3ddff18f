package io.fedrealm.provisioning.plan;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.check.CapabilityCheck;
import io.fedrealm.provisioning.plan.check.GlobalProfiles;
import io.fedrealm.provisioning.plan.check.OptionalExecutors;
import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.plan.check.ResourceChecks;
import io.fedrealm.provisioning.plan.check.SilentLosses;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.plan.diff.PasswordResets;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.plan.diff.RefusedChanges;
import io.fedrealm.provisioning.plan.diff.UnmanagedResources;
import io.fedrealm.provisioning.plan.prune.DeletionImpact;
import io.fedrealm.provisioning.plan.prune.Pruning;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.server.ReadScope;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes plans: reads the live realms and compares. Only reads: one request for the server's
 * capabilities, and two for each realm (more for one with more than 50 clients); some more when a
 * template declares what the export of a realm leaves out, and with deletions one or two more for
 * each.
 */
public final class Planner {

  private final KeycloakServer server;
  private final boolean prune;
  private final boolean resetPasswords;
  private boolean everything;
  private boolean writeSecrets;

  public Planner(KeycloakServer server) {
    this(server, false);
  }

  /**
   * @param prune whether what the tool has made and the template does not name is deleted
   */
  public Planner(KeycloakServer server, boolean prune) {
    this(server, prune, false);
  }

  /**
   * @param prune whether what the tool has made and the template does not name is deleted
   * @param resetPasswords whether the passwords of users who are there already are set again
   */
  public Planner(KeycloakServer server, boolean prune, boolean resetPasswords) {
    this.server = server;
    this.prune = prune;
    this.resetPasswords = resetPasswords;
  }

  /** Reads also what no template declares, so that {@link UnmanagedResources} can tell it. */
  public Planner readingEverything() {
    everything = true;
    return this;
  }

  /** Writes also the secrets that cannot be compared, so that they can be from then on. */
  public Planner writingSecrets(boolean secrets) {
    writeSecrets = secrets;
    return this;
  }

  /**
   * Plans realms.
   *
   * @param templates each of another realm ({@link RealmTemplate#load} sees to that)
   * @throws InvalidTemplateException when a template names what neither it nor the server has
   */
  public List<PlannedRealm> plan(List<RealmTemplate> templates) {
    List<Problem> problems = new ArrayList<>();
    ServerCapabilities capabilities = server.capabilities();
    List<PlannedRealm> planned = new ArrayList<>();
    for (RealmTemplate whole : templates) {
      problems.addAll(CapabilityCheck.problems(whole, capabilities));
      List<String> notes = new ArrayList<>();
      RealmTemplate template = OptionalExecutors.forServer(whole, capabilities, notes);
      Optional<LiveRealm> live = server.realm(template.state(), extent());
      problems.addAll(ReferenceCheck.problems(template, live.map(LiveRealm::state)));
      problems.addAll(GlobalProfiles.problems(template, live.map(LiveRealm::state), server.api()));
      PlannedRealm plan = withPasswords(withUsers(plan(template, live, prune, writeSecrets)));
      problems.addAll(refused(template, plan));
      notes.addAll(SilentLosses.notes(template, live.map(LiveRealm::state)));
      planned.add(plan.with(plan.plan().noting(notes)));
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplateException(problems);
    }
    return planned;
  }

  /** A new realm is held against what Keycloak makes. */
  private static List<Problem> refused(RealmTemplate template, PlannedRealm planned) {
    RealmState before =
        planned
            .live()
            .map(LiveRealm::state)
            .orElseGet(() -> RealmState.of(NewRealm.untouched(template.realm())));
    RealmPlan plan =
        planned.live().isPresent()
            ? planned.plan()
            : Difference.between(template.state(), Optional.of(before));
    List<Problem> problems = new ArrayList<>(ResourceChecks.problems(template, before));
    problems.addAll(RefusedChanges.problems(template, plan, Optional.of(before)));
    return problems;
  }

  private ReadScope extent() {
    if (everything) {
      return ReadScope.EVERYTHING;
    }
    return prune ? ReadScope.PRUNABLE : ReadScope.DECLARED;
  }

  /** Compares a template with a realm that has been read; deletes nothing. */
  public static PlannedRealm plan(RealmTemplate template, Optional<LiveRealm> live) {
    return plan(template, live, false, false);
  }

  /**
   * Compares a template with a realm that has been read.
   *
   * @param prune whether what the tool has made and the template does not name is deleted
   * @param writeSecrets whether secrets that cannot be compared are written
   */
  public static PlannedRealm plan(
      RealmTemplate template, Optional<LiveRealm> live, boolean prune, boolean writeSecrets) {
    Optional<RealmState> actual = live.map(LiveRealm::state);
    RealmState desired = template.state();
    RealmPlan plan = Difference.between(desired, actual, writeSecrets);
    RealmPlan whole =
        prune ? actual.map(state -> Pruning.add(plan, desired, state)).orElse(plan) : plan;
    RealmPlan named = VariableOrigins.name(whole, template);
    return new PlannedRealm(template, live, named, prune, writeSecrets);
  }

  private PlannedRealm withPasswords(PlannedRealm planned) {
    if (!resetPasswords || planned.live().isEmpty()) {
      return planned;
    }
    RealmState live = planned.live().orElseThrow().state();
    RealmPlan plan = PasswordResets.in(planned.plan(), planned.template().state(), live);
    return planned.with(VariableOrigins.name(plan, planned.template()));
  }

  private PlannedRealm withUsers(PlannedRealm planned) {
    if (planned.plan().count(Action.DELETE) == 0) {
      return planned;
    }
    LiveRealm live = planned.live().orElseThrow();
    RealmPlan plan =
        new DeletionImpact(server.api(), planned.template().realm(), live).of(planned.plan());
    return planned.with(plan);
  }
}
