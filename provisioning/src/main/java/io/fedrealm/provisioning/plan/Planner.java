package io.fedrealm.provisioning.plan;

import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.InvalidTemplateException;
import io.fedrealm.provisioning.template.Problem;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes plans: reads the live realms and compares. Only reads: one request for the server's
 * capabilities, and two for each realm.
 */
public final class Planner {

  private final KeycloakServer server;

  public Planner(KeycloakServer server) {
    this.server = server;
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
    for (RealmTemplate template : templates) {
      Optional<LiveRealm> live = server.realm(template.realm());
      problems.addAll(CapabilityCheck.problems(template, capabilities));
      problems.addAll(ReferenceCheck.problems(template, live.map(LiveRealm::state)));
      planned.add(plan(template, live));
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplateException(problems);
    }
    return planned;
  }

  /** Compares a template with a realm that has been read. */
  public static PlannedRealm plan(RealmTemplate template, Optional<LiveRealm> live) {
    RealmPlan plan = Difference.between(template.state(), live.map(LiveRealm::state));
    return new PlannedRealm(template, live, plan);
  }
}
