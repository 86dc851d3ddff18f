package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the variables into a parsed template. It works on the values of the parsed tree, never on
 * the text: whatever a variable holds, it cannot become JSON structure (Keycloak's own import
 * replaces in the raw text, where a quote in a secret changes the client). A value that was put in
 * is not looked through again.
 *
 * <p>What becomes empty by an explicitly empty default is left out: a named object of an array (its
 * {@code name}, {@code clientId}, {@code alias} or {@code username} is empty) and a text of an
 * array. So a template can hold optional roles, and the references to them.
 */
public final class Substitution {

  private static final List<String> NATURAL_KEYS = List.of("name", "clientId", "alias", "username");

  private final JsonDocument document;
  private final Variables variables;
  private final Problems problems;
  private final Map<String, Position> origins = new HashMap<>();
  private final Map<String, String> variableByPath = new HashMap<>();
  private final Set<String> missing = new HashSet<>();

  private Substitution(JsonDocument document, Variables variables, Problems problems) {
    this.document = document;
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * The template with its variables put in; everything that is missing goes to {@code problems}.
   */
  public static Located apply(JsonDocument document, Variables variables, Problems problems) {
    Substitution substitution = new Substitution(document, variables, problems);
    ObjectNode root = substitution.object(document.root(), "$", "$");
    return new Located(document.file(), root, substitution.origins, substitution.variableByPath);
  }

  private JsonNode value(JsonNode from, String fromPath, String toPath) {
    origins.put(toPath, document.position(fromPath));
    if (from instanceof ObjectNode node) {
      return object(node, fromPath, toPath);
    }
    if (from instanceof ArrayNode array) {
      return array(array, fromPath, toPath);
    }
    if (!from.isTextual()) {
      return from;
    }
    Placeholder.in(from.textValue()).stream()
        .filter(placeholder -> placeholder.text().equals(from.textValue()))
        .forEach(placeholder -> variableByPath.put(toPath, placeholder.variable()));
    return TextNode.valueOf(text(from.textValue(), fromPath));
  }

  private ObjectNode object(ObjectNode from, String fromPath, String toPath) {
    origins.put(toPath, document.position(fromPath));
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    from.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              to.set(
                  name,
                  value(
                      field.getValue(),
                      JsonDocument.member(fromPath, name),
                      JsonDocument.member(toPath, name)));
            });
    return to;
  }

  private ArrayNode array(ArrayNode from, String fromPath, String toPath) {
    ArrayNode to = JsonNodeFactory.instance.arrayNode();
    for (int index = 0; index < from.size(); index++) {
      JsonNode element = from.get(index);
      JsonNode value =
          value(
              element,
              JsonDocument.element(fromPath, index),
              JsonDocument.element(toPath, to.size()));
      if (!isLeftOut(element, value)) {
        to.add(value);
      }
    }
    return to;
  }

  private static boolean isLeftOut(JsonNode template, JsonNode value) {
    if (value.isTextual()) {
      return value.textValue().isEmpty() && !template.textValue().isEmpty();
    }
    return NATURAL_KEYS.stream()
        .anyMatch(
            key ->
                value.path(key).isTextual()
                    && value.path(key).textValue().isEmpty()
                    && !template.path(key).textValue().isEmpty());
  }

  private String text(String template, String path) {
    if (!SecretFields.isSecret(path)) {
      return resolve(template, path).orElse(template);
    }
    Position where = document.position(path);
    Optional<String> reason = SecretCheck.reasonAgainstTemplate(template);
    if (reason.isPresent()) {
      problems.add(where, reason.get());
      return template;
    }
    Optional<String> value = resolve(template, path);
    value.flatMap(SecretCheck::reasonAgainstValue).ifPresent(r -> problems.add(where, r));
    return value.orElse(template);
  }

  /** The text with its variables put in; empty when one of them cannot be had. */
  private Optional<String> resolve(String template, String path) {
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    int rest = 0;
    for (Placeholder placeholder : Placeholder.in(template)) {
      int start = template.indexOf(placeholder.text(), rest);
      Optional<String> value = resolve(placeholder, path);
      complete &= value.isPresent();
      text.append(template, rest, start).append(value.orElse(""));
      rest = start + placeholder.text().length();
    }
    text.append(template, rest, template.length());
    return complete ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> resolve(Placeholder placeholder, String path) {
    Position where = document.position(path);
    String name = placeholder.variable();
    boolean secret = SecretFields.isSecret(path);
    if (secret && placeholder.fallback().isPresent()) {
      problems.add(where, "a secret has no default: write ${" + name + "}");
    }
    try {
      Optional<String> value = variables.get(name);
      if (value.isEmpty() && placeholder.fallback().isEmpty()) {
        missing(name, where, secret);
      }
      return value.or(placeholder::fallback);
    } catch (Variables.UnusableException e) {
      problems.add(where, e.getMessage());
      return Optional.empty();
    }
  }

  private void missing(String name, Position where, boolean secret) {
    if (missing.add(name)) {
      problems.add(where, "the variable " + name + " is not set: set " + howToSet(name, secret));
    }
  }

  private static String howToSet(String name, boolean secret) {
    return secret ? name + ", or " + name + "_FILE to a file that holds it" : name;
  }
}
