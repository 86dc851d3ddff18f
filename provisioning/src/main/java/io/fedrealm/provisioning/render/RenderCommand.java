package io.fedrealm.provisioning.render;

import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ValuesOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.secret.RandomSecret;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Problem;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Completes a template for Keycloak's own import. */
@Command(
    name = "render",
    description =
        "Write the complete realm JSON of a template, for kc.sh import and --import-realm: variables"
            + " put in, groups and all that Keycloak puts into a new realm spelled out.",
    footer = {
      "",
      "Needs no server. Keycloak's import runs once, for a realm that is not there yet; it asks no"
          + " client policy. apply does more: see docs/render.md."
    })
public final class RenderCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ValuesOptions values;

  @Parameters(
      paramLabel = "TEMPLATE",
      description = "A realm template: a file, or the name of a bundled one.")
  private String template;

  @ArgGroup(multiplicity = "1")
  private Target target;

  /** Where it goes: one of the two. */
  static final class Target {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Into this file, secrets included; mode 600.")
    private Path file;

    @Option(
        names = "--keep-placeholders",
        description =
            "To standard output, each secret as its placeholder $${NAME}, which Keycloak's import"
                + " replaces. A variable that is not set there becomes the secret itself!")
    private boolean placeholders;
  }

  @Override
  public Integer call() {
    TemplateSource source = TemplateSource.of(template);
    if (target.placeholders) {
      global.out().println(withPlaceholders(source));
      global.out().flush();
      return ExitCode.OK;
    }
    write(render(source, global.environment()));
    return ExitCode.OK;
  }

  private String render(TemplateSource source, Map<String, String> environment) {
    RealmTemplate template =
        RealmTemplate.load(List.of(source), values.variables(environment)).get(0);
    List<Problem> problems = ReferenceCheck.problems(template, Optional.empty());
    if (!problems.isEmpty()) {
      throw new InvalidTemplateException(problems);
    }
    return RenderedRealm.json(RenderedRealm.of(template.representation()));
  }

  /** Each secret is a random text for a moment, by which its places are found again. */
  private String withPlaceholders(TemplateSource source) {
    Map<String, String> environment = new HashMap<>(global.environment());
    Map<String, String> markers = new HashMap<>();
    for (VariableUse use : RealmTemplate.variables(List.of(source))) {
      if (use.secret()) {
        markers.put(use.name(), RandomSecret.next());
        environment.remove(use.name() + "_FILE");
      }
    }
    environment.putAll(markers);
    String json = render(source, environment);
    for (Map.Entry<String, String> marker : markers.entrySet()) {
      json = json.replace(marker.getValue(), "${" + marker.getKey() + "}");
    }
    return json;
  }

  private void write(String json) {
    try {
      PrivateFile.replace(target.file, json + "\n");
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The file " + target.file + " cannot be written: " + e, e);
    }
    if (!global.quiet()) {
      global.err().println("Written, secrets included, mode 600: " + target.file);
      global.err().flush();
    }
  }
}
