package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Declarations.Declaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What templates say of their variables, and what is set now. */
public final class VariableDescriptions {

  private static final String MARKDOWN_LINK = "\\[([^]]*)]\\([^)]*\\)";

  private VariableDescriptions() {}

  /**
   * The variables of templates.
   *
   * @return in the order of their first use
   * @throws io.fedrealm.provisioning.template.source.InvalidTemplateException when a template is
   *     not valid JSON, or a declaration cannot be read
   */
  public static List<VariableDescription> of(List<TemplateSource> sources, Variables variables) {
    Problems problems = new Problems();
    Map<String, VariableDescription> byName = new LinkedHashMap<>();
    for (TemplateSource source : sources) {
      JsonDocument document = JsonDocument.parse(source);
      Declarations declarations = Declarations.of(document, problems);
      VariableUses uses = new VariableUses();
      uses.collect(document);
      for (VariableUse use : uses.list()) {
        byName.putIfAbsent(
            use.name(), describe(use, uses.fallback(use.name()), declarations, variables));
      }
    }
    problems.throwIfAny();
    return List.copyOf(byName.values());
  }

  private static VariableDescription describe(
      VariableUse use, Optional<String> fallback, Declarations declarations, Variables variables) {
    Optional<Declaration> declaration = declarations.find(use.name());
    return new VariableDescription(
        use.name(),
        declaration.map(said -> said.rule().meaning()).orElse(use.secret() ? "a secret" : "a text"),
        use.secret(),
        fallback,
        declaration.map(said -> said.meaning().replaceAll(MARKDOWN_LINK, "$1")).orElse(""),
        variables.source(use.name(), use.secret()),
        problem(use, declarations, variables));
  }

  private static Optional<String> problem(
      VariableUse use, Declarations declarations, Variables variables) {
    if (ReservedNames.isReserved(use.name())) {
      return Optional.of("no template may use a variable of this name");
    }
    try {
      Optional<String> value =
          use.secret() ? variables.get(use.name()) : variables.shown(use.name());
      return use.secret()
          ? value.flatMap(SecretCheck::reasonAgainstValue)
          : value.flatMap(text -> declarations.reasonAgainst(use.name(), text));
    } catch (Variables.UnusableException e) {
      return Optional.of(e.getMessage());
    }
  }
}
