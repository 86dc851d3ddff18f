package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.TemplateSource;
import io.fedrealm.provisioning.template.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Which templates. */
final class TemplateOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "TEMPLATE",
      description =
          "Realm templates: files, or names of bundled ones (flnet-client, flnet-platform, fedn,"
              + " nvflare, flower, api)."
              + " Their variables are read from the environment: NAME, or NAME_FILE for a file"
              + " that holds the value.")
  private List<String> templates;

  /**
   * The templates, checked.
   *
   * @throws CommandException {@link ExitCode#USAGE} with everything that is wrong with them
   */
  List<RealmTemplate> load(Map<String, String> environment) {
    List<TemplateSource> sources = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (String template : templates) {
      try {
        sources.add(TemplateSource.of(template));
      } catch (CommandException e) {
        unusable.add(e.getMessage());
      }
    }
    if (!unusable.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", unusable));
    }
    return RealmTemplate.load(sources, new Variables(environment));
  }
}
