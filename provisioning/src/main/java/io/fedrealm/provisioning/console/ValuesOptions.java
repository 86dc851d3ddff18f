package io.fedrealm.provisioning.console;

import io.fedrealm.provisioning.template.variable.Variables;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the values of templates' variables come from. */
public final class ValuesOptions {

  private static final String VARIABLE = "FEDREALM_VALUES_FILE";

  @Option(
      names = "--values",
      paramLabel = "FILE",
      description =
          "Values for the templates' variables, lines NAME=value without quotes; the environment"
              + " goes first. Of a secret only NAME_FILE=path. Default: environment variable "
              + VARIABLE
              + ".")
  private String file;

  @Option(
      names = "--only-values",
      description =
          "Take no value of a template from the environment, only from --values and the folder"
              + " FEDREALM_SECRETS_DIR: for a template of somebody else's.")
  private boolean only;

  /**
   * The values.
   *
   * @throws io.fedrealm.provisioning.error.CommandException when the file cannot be used
   */
  public Variables variables(Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    Optional<String> named =
        Optional.ofNullable(file)
            .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(variable));
    Variables own = new Variables(environment);
    Variables all = named.map(own::withFile).orElse(own);
    return only ? all.withoutEnvironment() : all;
  }
}
