package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.error.CommandException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings realm templates to a server. The local server needs no more of the engine than this. */
public interface Provisioner {

  /**
   * The variables of the templates.
   *
   * @param templates names of bundled templates or files
   * @throws CommandException when a template cannot be read
   */
  Set<TemplateVariable> variables(List<String> templates);

  /**
   * Makes the realms as the templates say; what is as it should be is not written.
   *
   * @param serverUrl base URL of the server
   * @param adminClientId a client of the master realm whose service account has the admin role
   * @param adminClientSecret its secret
   * @param variables values for the templates: the environment, and what was generated
   * @param templates names of bundled templates or files
   * @param progress told what is being done
   * @return the realms in the order of the templates
   * @throws CommandException when it cannot be done
   */
  List<ProvisionedRealm> apply(
      URI serverUrl,
      String adminClientId,
      String adminClientSecret,
      Map<String, String> variables,
      List<String> templates,
      StepReporter progress);
}
