package io.fedrealm.provisioning.reconcile;

import io.fedrealm.provisioning.console.ValuesOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.output.PlanFile;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which templates. */
final class TemplateOptions {

  @Parameters(
      arity = "1..*",
      paramLabel = "TEMPLATE",
      completionCandidates = Bundled.class,
      description =
          "Realm templates: files, or names of bundled ones (${COMPLETION-CANDIDATES})."
              + " Their variables are read from the environment, NAME, or NAME_FILE for a file that"
              + " holds a secret; then from --values and the folder FEDREALM_SECRETS_DIR. fedrealm"
              + " variables TEMPLATE lists them.")
  private List<String> templates;

  @Mixin private ValuesOptions values = new ValuesOptions();

  @Option(
      names = "--prune",
      description =
          "Also delete what fedrealm has made in the realm and its template does not name any more."
              + " Never what Keycloak or a person has made. Without it, nothing is deleted.")
  private boolean prune;

  @Option(
      names = "--reset-passwords",
      description =
          "Also set the passwords of users who are there already to those of the template. Without"
              + " it, a password is set when the user is made, and never again.")
  private boolean resetPasswords;

  @Option(
      names = "--write-secrets",
      description =
          "Also write the secrets that Keycloak shows as a mask and that cannot be compared, because"
              + " fedrealm has not written them before and the server lacks its extension: from then"
              + " on, plan sees when the template's value is another one.")
  private boolean writeSecrets;

  /** The names of the bundled templates. */
  static final class Bundled implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return TemplateSource.BUNDLED.iterator();
    }
  }

  /** Whether secrets that cannot be compared are written. */
  boolean writeSecrets() {
    return writeSecrets;
  }

  /** Whether the passwords of users who are there already are set again. */
  boolean resetPasswords() {
    return resetPasswords;
  }

  /** Whether what the templates do not name any more is deleted. */
  boolean prune() {
    return prune;
  }

  /**
   * The values of the templates' variables.
   *
   * @throws CommandException {@link ExitCode#USAGE} when a file of values cannot be used
   */
  Variables variables(Map<String, String> environment) {
    return values.variables(environment);
  }

  /** The one file that was named, when it is a plan and no template. */
  Optional<Path> plan() {
    List<Path> plans =
        templates.stream()
            .filter(name -> !TemplateSource.BUNDLED.contains(name) && new File(name).isFile())
            .map(Path::of)
            .filter(PlanFile::isOne)
            .toList();
    if (!plans.isEmpty() && templates.size() > 1) {
      throw new CommandException(
          ExitCode.USAGE,
          plans.get(0) + " is a plan: apply it alone, it holds its templates itself.");
    }
    return plans.stream().findFirst();
  }

  /** The texts of the templates. */
  List<TemplateSource> sources() {
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
    return sources;
  }
}
