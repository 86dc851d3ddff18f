package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.StepReporter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says that it made a realm, and makes none. */
class StubProvisioner implements Provisioner {

  @Override
  public Set<TemplateVariable> variables(List<String> templates) {
    return Set.of(new TemplateVariable("STUB_SERVICE_SECRET", true, true));
  }

  @Override
  public List<ProvisionedRealm> apply(
      URI serverUrl,
      String adminClientId,
      String adminClientSecret,
      Map<String, String> variables,
      List<String> templates,
      StepReporter progress) {
    return List.of(
        new ProvisionedRealm(
            "Demo",
            List.of("Admin"),
            List.of(new ProvisionedRealm.Service("svc", "role:client", "STUB_SERVICE_SECRET")),
            "1 change"));
  }
}
