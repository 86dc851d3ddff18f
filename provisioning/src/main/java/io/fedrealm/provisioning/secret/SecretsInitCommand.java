package io.fedrealm.provisioning.secret;

import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableUse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Generates a value for every secret that templates need. */
@Command(
    name = "init",
    description =
        "Generate a value for every secret variable of templates, into one file of lines NAME=value"
            + " or a file for each. Values that are there already are kept. No value is printed.",
    footer = {
      "",
      "Needs no server. The files have mode 600, the folder 700.",
      "Prints the variables to set (NAME_FILE=path), and which others the templates need."
    })
final class SecretsInitCommand implements Callable<Integer> {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

  @Mixin private GlobalOptions global;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEMPLATE",
      description = "Realm templates: files, or names of bundled ones. Without one: all bundled.")
  private List<String> templates = List.of();

  @Option(
      names = "--also",
      paramLabel = "NAME",
      description =
          "One more secret, which no template names (KC_DB_PASSWORD); can be given several times.")
  private List<String> others = List.of();

  @ArgGroup(multiplicity = "1")
  private Target target;

  /** Where the secrets go: one of the two. */
  static final class Target {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "One file of lines NAME=value, for a shell or env_file.")
    private Path file;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "A folder with a file NAME for each, as container secrets are.")
    private Path folder;
  }

  @Override
  public Integer call() {
    List<String> named = templates.isEmpty() ? TemplateSource.BUNDLED : templates;
    List<VariableUse> uses =
        RealmTemplate.variables(named.stream().map(TemplateSource::of).toList());
    Set<String> names = names(uses);
    if (target.file == null) {
      folder(names);
    } else {
      file(names);
    }
    tellOthers(uses);
    return ExitCode.OK;
  }

  private Set<String> names(List<VariableUse> uses) {
    List<String> wrong = others.stream().filter(name -> !NAME.matcher(name).matches()).toList();
    if (!wrong.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "--also takes names of variables (A-Z, 0-9, _), not: " + String.join(", ", wrong));
    }
    Set<String> names = new TreeSet<>(others);
    uses.stream().filter(VariableUse::secret).map(VariableUse::name).forEach(names::add);
    return names;
  }

  private void file(Set<String> names) {
    Set<String> added = SecretsFile.open(target.file).generate(names);
    say(count(added.size()) + " generated into " + target.file + kept(names, added));
  }

  private void folder(Set<String> names) {
    SecretsFolder folder = SecretsFolder.open(target.folder);
    Set<String> added = folder.generate(names);
    say(count(added.size()) + " generated into " + target.folder + kept(names, added));
    PrintWriter out = global.out();
    names.forEach(name -> out.println(name + "_FILE=" + folder.file(name)));
    out.flush();
  }

  private static String count(int secrets) {
    return secrets == 1 ? "1 secret" : secrets + " secrets";
  }

  private static String kept(Set<String> names, Set<String> added) {
    int kept = names.size() - added.size();
    return kept == 0 ? "" : "; " + kept + " that were there are kept";
  }

  private void tellOthers(List<VariableUse> uses) {
    List<String> open = new ArrayList<>();
    uses.stream()
        .filter(use -> use.required() && !use.secret())
        .forEach(use -> open.add(use.name()));
    if (!open.isEmpty()) {
      say("No secret, and still to be set by you: " + String.join(", ", open));
    }
  }

  private void say(String line) {
    if (!global.quiet()) {
      global.err().println(line);
      global.err().flush();
    }
  }
}
