package io.fedrealm.provisioning.variables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.ValuesOptions;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableDescription;
import io.fedrealm.provisioning.template.variable.VariableDescriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the variables of templates. */
@Command(
    name = "variables",
    description =
        "List the variables of templates: what each is for and has to be, its default, and where its"
            + " value comes from now. No value of a secret is shown.",
    footer = {"", "Needs no server."})
public final class VariablesCommand implements Callable<Integer> {

  private static final int WIDTH = 92;
  private static final String INDENT = "    ";

  @Mixin private GlobalOptions global;
  @Mixin private ValuesOptions values;
  @Mixin private ListOptions output;

  @Parameters(
      arity = "1..*",
      paramLabel = "TEMPLATE",
      description = "Realm templates: files, or names of bundled ones.")
  private List<String> templates;

  @Override
  public Integer call() {
    List<VariableDescription> found =
        VariableDescriptions.of(
            templates.stream().map(TemplateSource::of).toList(),
            values.variables(global.environment()));
    List<String> lines = new ArrayList<>();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (VariableDescription variable : found) {
      lines.addAll(lines(variable));
      write(variable, list.addObject());
    }
    output.print(lines, list, global.out());
    return ExitCode.OK;
  }

  private static List<String> lines(VariableDescription variable) {
    List<String> lines = new ArrayList<>();
    lines.add(variable.name() + " (" + state(variable) + ")");
    if (!variable.meaning().isEmpty()) {
      wrap(Printable.of(variable.meaning()), lines);
    }
    if (!variable.rule().equals("a text")) {
      wrap("Has to be " + variable.rule() + ".", lines);
    }
    variable.problem().ifPresent(problem -> wrap("Not usable: " + problem + ".", lines));
    return lines;
  }

  private static String state(VariableDescription variable) {
    String fallback =
        variable
            .fallback()
            .map(text -> text.isEmpty() ? "default: empty" : "default: " + Printable.of(text))
            .orElse("no default");
    return variable
        .source()
        .map(source -> "from " + source + "; " + fallback)
        .orElse(variable.fallback().isPresent() ? fallback : "missing; no default");
  }

  private static void wrap(String text, List<String> lines) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ")) {
      if (line.length() > INDENT.length() && line.length() + word.length() >= WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
  }

  private static void write(VariableDescription variable, ObjectNode json) {
    json.put("name", variable.name());
    json.put("secret", variable.secret());
    json.put("rule", variable.rule());
    json.put("meaning", variable.meaning());
    json.put("default", variable.fallback().orElse(null));
    json.put("source", variable.source().orElse(null));
    json.put("problem", variable.problem().orElse(null));
  }
}
