package io.fedrealm.provisioning.template.variable;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the variables into the texts of one template. A value that was put in is not looked through
 * again.
 */
final class VariableTexts {

  private final JsonDocument document;
  private final Variables variables;
  private final Problems problems;
  private final SecretPlaces places;
  private final Declarations declarations;

  VariableTexts(
      JsonDocument document, Variables variables, SecretPlaces places, Problems problems) {
    this.document = document;
    this.variables = variables;
    this.places = places;
    this.declarations = Declarations.of(document, problems);
    this.problems = problems;
  }

  /**
   * A text with its variables put in; as it is when one of them cannot be had, or when it must not
   * stand where it stands.
   *
   * @param path its place in the template
   */
  String resolve(String template, String path) {
    if (!template.contains("${") && !SecretFields.isSecret(path)) {
      return template; // Nearly all texts: their places are not looked for.
    }
    Position where = document.position(path);
    if (SecretFields.isSecret(path)) {
      return secret(template, where);
    }
    if (Placeholder.isBroken(template)) {
      problems.add(
          where,
          "${ is followed by what is no variable: write ${NAME} or ${NAME:default}, the default"
              + " without { and }; or $${ when it shall be a text and no variable");
      return template;
    }
    for (Placeholder used : Placeholder.in(template)) {
      places.show(used.variable(), where, declarations.isSecret(used.variable()));
    }
    return fill(template, where, false).orElse(template);
  }

  private String secret(String template, Position where) {
    Placeholder.in(template).forEach(used -> places.isSecret(used.variable()));
    Optional<String> reason = SecretCheck.reasonAgainstTemplate(template);
    if (reason.isPresent()) {
      problems.add(where, reason.get());
      return template;
    }
    Placeholder.in(template).forEach(used -> places.take(used.variable(), where, problems));
    Optional<String> value = fill(template, where, true);
    value.flatMap(SecretCheck::reasonAgainstValue).ifPresent(r -> problems.add(where, r));
    return value.orElse(template);
  }

  /** Whether a text becomes empty by the explicitly empty defaults of its variables. */
  boolean becomesEmpty(JsonNode text) {
    List<Placeholder> placeholders =
        text.isTextual() ? Placeholder.in(text.textValue()) : List.of();
    int length = 0;
    for (Placeholder placeholder : placeholders) {
      boolean empty = placeholder.fallback().filter(String::isEmpty).isPresent();
      if (!empty || !isUnset(placeholder.variable())) {
        return false;
      }
      length += placeholder.text().length();
    }
    return !placeholders.isEmpty() && length == text.textValue().length();
  }

  private boolean isUnset(String variable) {
    try {
      return variables.shown(variable).isEmpty();
    } catch (Variables.UnusableException e) {
      return false;
    }
  }

  /** The text with its variables put in; empty when one of them cannot be had. */
  private Optional<String> fill(String template, Position where, boolean secret) {
    List<Placeholder> missing = new ArrayList<>();
    String text =
        Placeholder.replace(
            template,
            placeholder -> {
              Optional<String> value = value(placeholder, where, secret);
              if (value.isEmpty()) {
                missing.add(placeholder);
              }
              return value.orElse("");
            });
    return missing.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  private Optional<String> value(Placeholder placeholder, Position where, boolean secret) {
    String name = placeholder.variable();
    if (ReservedNames.isReserved(name)) {
      problems.unresolved(
          name,
          where,
          "no template may use the variable "
              + name
              + ": names like this belong to fedrealm, Keycloak, clouds, build servers and tools,"
              + " whose credentials would become a part of the realm. Take another name");
      return Optional.empty();
    }
    try {
      Optional<String> value =
          (secret ? variables.get(name) : variables.shown(name)).or(placeholder::fallback);
      if (value.isEmpty()) {
        problems.unresolved(
            name, where, "the variable " + name + " is not set: set " + howToSet(name, secret));
      }
      Optional<String> reason = value.flatMap(text -> declarations.reasonAgainst(name, text));
      if (reason.isPresent()) {
        problems.unresolved(name, where, reason.get());
        return Optional.empty();
      }
      return value;
    } catch (Variables.UnusableException e) {
      problems.unresolved(name, where, e.getMessage());
      return Optional.empty();
    }
  }

  private static String howToSet(String name, boolean secret) {
    return secret ? name + ", or " + name + "_FILE to a file that holds it" : name;
  }
}
