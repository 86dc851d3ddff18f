package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.apply.Applier;
import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the local server the same plan and apply that the commands use. */
public final class EngineProvisioner implements Provisioner {

  private static final int PARALLEL = 4;

  @Override
  public Set<TemplateVariable> variables(List<String> templates) {
    return RealmTemplate.variables(sources(templates)).stream()
        .map(use -> new TemplateVariable(use.name(), use.secret(), use.required()))
        .collect(Collectors.toSet());
  }

  @Override
  public List<ProvisionedRealm> apply(
      URI serverUrl,
      String adminClientId,
      String adminClientSecret,
      Map<String, String> variables,
      List<String> templates,
      StepReporter progress) {
    List<RealmTemplate> desired = RealmTemplate.load(sources(templates), new Variables(variables));
    AdminAccess access = AdminAccess.serviceAccount(serverUrl, adminClientId, adminClientSecret);
    try (KeycloakServer server = new KeycloakServer(access)) {
      progress.doing("comparing with the server");
      Applier applier =
          new Applier(
              server,
              PARALLEL,
              (realm, change, done, total) ->
                  progress.doing(realm + " " + done + "/" + total + ": " + change.id()));
      return new Planner(server)
          .plan(desired).stream().map(planned -> apply(applier, planned)).toList();
    }
  }

  private static ProvisionedRealm apply(Applier applier, PlannedRealm planned) {
    int changes = applier.apply(planned);
    RealmTemplate template = planned.template();
    return new ProvisionedRealm(
        template.realm(),
        template.groups(),
        template.services().stream()
            .map(s -> new ProvisionedRealm.Service(s.clientId(), "", s.secretVariable()))
            .toList(),
        changes == 0 ? "no changes" : changes == 1 ? "1 change" : changes + " changes");
  }

  private static List<TemplateSource> sources(List<String> templates) {
    return templates.stream().map(TemplateSource::of).toList();
  }
}
