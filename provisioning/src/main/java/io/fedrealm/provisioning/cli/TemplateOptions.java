package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.TemplateSource;
import io.fedrealm.provisioning.template.Variables;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Which templates. */
final class TemplateOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "TEMPLATE",
      description =
          "Realm templates: files, or names of bundled ones (flnet-client, flnet-platform, fedn)."
              + " Their variables are read from the environment: NAME, or NAME_FILE for a file"
              + " that holds the value.")
  private List<String> templates;

  /** The templates, checked. */
  List<RealmTemplate> load(Map<String, String> environment) {
    return RealmTemplate.load(
        templates.stream().map(TemplateSource::of).toList(), new Variables(environment));
  }
}
