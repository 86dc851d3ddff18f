package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.plan.PlanText;
import io.fedrealm.provisioning.plan.PlannedRealm;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.state.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Help.Ansi;

/**
 * Carries plans out. What refers to something is written after it (the order of {@link Kind});
 * changes of the same kind are independent and go out a few at a time. A run that stops half-way
 * leaves a realm from which the next run goes on: every change is made once and found done.
 */
public final class Applier {

  private static final Map<Kind, ResourceWriter> WRITERS = new EnumMap<>(Kind.class);

  static {
    WRITERS.put(Kind.REALM, new RealmWriter());
    WRITERS.put(Kind.CLIENT_SCOPE, new ClientScopeWriter());
    WRITERS.put(Kind.CLIENT_SCOPE_MAPPER, new MapperWriter());
    WRITERS.put(Kind.REALM_ROLE, new RoleWriter());
    WRITERS.put(Kind.CLIENT, new ClientWriter());
    WRITERS.put(Kind.CLIENT_MAPPER, new MapperWriter());
    WRITERS.put(Kind.CLIENT_ROLE, new RoleWriter());
    WRITERS.put(Kind.GROUP, new GroupWriter());
    WRITERS.put(Kind.DEFAULT_CLIENT_SCOPES, new DefaultClientScopesWriter());
    WRITERS.put(Kind.CLIENT_PROFILES, new ClientPoliciesWriter());
    WRITERS.put(Kind.CLIENT_POLICIES, new ClientPoliciesWriter());
    for (Kind kind : Kind.values()) {
      if (kind.isRoleSet()) {
        WRITERS.put(kind, new RoleSetWriter());
      }
    }
  }

  /** Make things, fill sets of roles; a third for what Keycloak does by itself in between. */
  private static final int MAX_PASSES = 3;

  private final KeycloakServer server;
  private final int parallel;
  private final ApplyListener listener;

  /**
   * @param parallel how many requests may be under way at the same time, at least 1
   */
  public Applier(KeycloakServer server, int parallel, ApplyListener listener) {
    this.server = server;
    this.parallel = parallel;
    this.listener = listener;
  }

  /**
   * Carries out a plan, then reads the realm again and compares: what counts is what the server has
   * kept.
   *
   * @return how many changes were made
   * @throws CommandException when the server refuses one (what was done before stays), or does not
   *     keep what it was given
   */
  public int apply(PlannedRealm planned) {
    AtomicInteger done = new AtomicInteger();
    PlannedRealm rest = planned;
    if (planned.plan().createsRealm()) {
      createRealm(planned, done);
      // The new realm has things of its own (scopes, clients): compare again with what is there.
      rest = planAgain(planned);
    }
    for (int pass = 0; pass < MAX_PASSES && !rest.plan().isEmpty(); pass++) {
      runPass(rest, done);
      rest = planAgain(planned);
    }
    if (!rest.plan().isEmpty()) {
      throw notKept(rest);
    }
    return done.get();
  }

  private void createRealm(PlannedRealm planned, AtomicInteger done) {
    List<Change> changes = planned.plan().changes();
    Change realm = changes.get(0);
    try {
      server.api().write("POST", realm.desired().fields(), "realms");
      server.api().renewLogin();
    } catch (CommandException e) {
      throw stopped(at(planned, realm, e), done.get());
    }
    listener.changed(planned.plan().realm(), realm, done.incrementAndGet(), changes.size());
  }

  private PlannedRealm planAgain(PlannedRealm planned) {
    String realm = planned.template().realm();
    LiveRealm live =
        server
            .realm(realm)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED,
                        "Realm %s was deleted while it was being applied.".formatted(realm)));
    return Planner.plan(planned.template(), Optional.of(live));
  }

  /**
   * Makes the changes in order. It stops before the first set of roles when something was made in
   * this pass: Keycloak tells the ids of new roles, and what a new service account holds, only when
   * the realm is read again.
   */
  private void runPass(PlannedRealm planned, AtomicInteger done) {
    ResourceWriter.Target target =
        new ResourceWriter.Target(
            server.api(), planned.template().realm(), planned.live().orElseThrow());
    int total = done.get() + planned.plan().changes().size();
    boolean made = false;
    for (List<Change> stage : Stages.of(planned.plan().changes())) {
      if (made && stage.get(0).id().kind().isRoleSet()) {
        return;
      }
      try {
        Parallel.forEach(
            stage,
            parallel,
            change -> {
              write(change, planned, target);
              listener.changed(target.realm(), change, done.incrementAndGet(), total);
            });
      } catch (CommandException e) {
        throw stopped(e, done.get());
      }
      made |= stage.stream().anyMatch(change -> change.action() == Action.CREATE);
    }
  }

  private static void write(Change change, PlannedRealm planned, ResourceWriter.Target target) {
    try {
      WRITERS.get(change.id().kind()).write(change, target);
    } catch (CommandException e) {
      throw at(planned, change, e);
    }
  }

  private static CommandException at(PlannedRealm planned, Change change, CommandException cause) {
    String message =
        "Realm %s, %s: %s".formatted(planned.template().realm(), change.id(), cause.getMessage());
    return new CommandException(cause.exitCode(), message, cause);
  }

  /**
   * @param done known only when all that ran has ended
   */
  private static CommandException stopped(CommandException cause, int done) {
    String stays =
        switch (done) {
          case 0 -> "Nothing was changed in this realm before.";
          case 1 -> "1 change was made before and stays.";
          default -> done + " changes were made before and stay.";
        };
    return new CommandException(
        cause.exitCode(),
        cause.getMessage() + "\n" + stays + " Run apply again: it goes on from there.",
        cause);
  }

  private static CommandException notKept(PlannedRealm rest) {
    String lines = String.join("\n", new PlanText(Ansi.OFF).lines(rest.plan()));
    return new CommandException(
        ExitCode.FAILED,
        "The server accepted these changes and did not keep them as they are written in "
            + rest.template().source()
            + ":\n"
            + lines);
  }
}
