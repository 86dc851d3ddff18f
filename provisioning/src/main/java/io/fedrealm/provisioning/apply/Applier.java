package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.cli.CommandException;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.plan.PlannedRealm;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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
   * Carries out a plan.
   *
   * @return how many changes were made
   * @throws CommandException when the server refuses one; what was done before stays
   */
  public int apply(PlannedRealm planned) {
    if (planned.plan().isEmpty()) {
      return 0;
    }
    int total = planned.plan().changes().size();
    AtomicInteger done = new AtomicInteger();
    PlannedRealm rest = planned;
    if (planned.plan().createsRealm()) {
      Change change = planned.plan().changes().get(0);
      createRealm(change);
      report(planned, change, done.incrementAndGet(), total);
      // The new realm has things of its own (scopes, clients): compare again with what is there.
      rest = Planner.plan(planned.template(), Optional.of(read(planned.template().realm())));
      total = done.get() + rest.plan().changes().size();
    }
    run(rest, done, total);
    return done.get();
  }

  private void createRealm(Change change) {
    ObjectNode settings = change.desired().fields();
    server.api().write("POST", settings, "realms");
    server.api().renewLogin();
  }

  private void run(PlannedRealm planned, AtomicInteger done, int total) {
    String realm = planned.template().realm();
    LiveRealm live = planned.live().orElseThrow();
    boolean idsMissing = false;
    for (List<Change> stage : Stages.of(planned.plan().changes())) {
      Kind kind = stage.get(0).id().kind();
      if (kind.isRoleSet() && idsMissing) {
        // Keycloak tells the ids of new roles and service accounts only when they are read.
        live = read(realm);
        idsMissing = false;
      }
      ResourceWriter.Target target = new ResourceWriter.Target(server.api(), realm, live);
      Parallel.forEach(
          stage,
          parallel,
          change -> {
            write(change, target, done, total);
            report(planned, change, done.incrementAndGet(), total);
          });
      idsMissing |= !kind.isRoleSet();
    }
  }

  private void write(Change change, ResourceWriter.Target target, AtomicInteger done, int total) {
    try {
      WRITERS.get(change.id().kind()).write(change, target);
    } catch (CommandException e) {
      throw failed(target.realm(), change.id(), done.get(), total, e);
    }
  }

  private static CommandException failed(
      String realm, ResourceId id, int done, int total, CommandException cause) {
    return new CommandException(
        cause.exitCode(),
        "Realm "
            + realm
            + ", "
            + id
            + ": "
            + cause.getMessage()
            + "\n"
            + done
            + " of "
            + total
            + " changes were made and stay. Mend the cause and run apply again: it goes on from"
            + " there.",
        cause);
  }

  private LiveRealm read(String realm) {
    return server.realm(realm).orElseThrow();
  }

  private void report(PlannedRealm planned, Change change, int done, int total) {
    listener.changed(planned.template().realm(), change, done, total);
  }
}
