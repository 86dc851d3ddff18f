package io.fedrealm.provisioning.template.variable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the variables into a parsed template. It works on the values of the parsed tree, never on
 * the text: whatever a variable holds, it cannot become JSON structure (Keycloak's own import
 * replaces in the raw text, where a quote in a secret changes the client).
 *
 * <p>What becomes empty by an explicitly empty default is left out: a named object of an array (its
 * {@code name}, {@code clientId}, … is empty) and a text of an array. So a template can hold
 * optional roles, and the references to them. A {@code null} is left out as well: to Keycloak, too,
 * it says nothing.
 */
public final class Substitution {

  /** What an object of an array is called by; an empty one leaves the object out. */
  private static final List<String> NATURAL_KEYS =
      List.of(
          "name",
          "clientId",
          "alias",
          "username",
          "serviceAccountClientId",
          "client",
          "clientScope");

  private final JsonDocument document;
  private final Problems problems;
  private final VariableTexts texts;
  private final Map<String, String> moved = new HashMap<>();
  private final Map<String, List<String>> variables = new LinkedHashMap<>();

  private Substitution(
      JsonDocument document, Variables variables, SecretPlaces secrets, Problems problems) {
    this.document = document;
    this.problems = problems;
    this.texts = new VariableTexts(document, variables, secrets, problems);
  }

  /**
   * The template with its variables put in; everything that is missing goes to {@code problems}.
   *
   * @param secrets where secrets stand in the templates that were read before
   */
  public static SourceMappedRealm apply(
      JsonDocument document, Variables variables, SecretPlaces secrets, Problems problems) {
    Substitution substitution = new Substitution(document, variables, secrets, problems);
    ObjectNode root = substitution.object(document.root(), JsonPath.ROOT, JsonPath.ROOT);
    return new SourceMappedRealm(
        document.places(), root, substitution.moved, substitution.variables);
  }

  private JsonNode value(JsonNode from, String fromPath, String toPath) {
    if (from instanceof ObjectNode node) {
      return object(node, fromPath, toPath);
    }
    if (from instanceof ArrayNode array) {
      return array(array, fromPath, toPath);
    }
    if (!from.isTextual()) {
      if (SecretFields.isSecret(fromPath)) {
        problems.add(
            document.position(fromPath), SecretCheck.reasonAgainstTemplate(from.asText()).get());
      }
      return from;
    }
    String text = from.textValue();
    List<Placeholder> used = Placeholder.in(text);
    if (!used.isEmpty()) {
      variables.put(toPath, used.stream().map(Placeholder::variable).distinct().toList());
    }
    String resolved = texts.resolve(text, fromPath);
    return resolved.equals(text) ? from : TextNode.valueOf(resolved);
  }

  private ObjectNode object(ObjectNode from, String fromPath, String toPath) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      String name = field.getKey();
      String path = JsonPath.member(fromPath, name);
      if (Declarations.isOne(fromPath, name)) {
        continue;
      }
      if (!Placeholder.in(name).isEmpty() || Placeholder.isBroken(name)) {
        problems.add(
            document.position(path),
            "a variable cannot stand in a field's name, only in a value: write $${ when it shall be"
                + " a text and no variable");
      } else if (!field.getValue().isNull()) {
        String text = Placeholder.replace(name, Placeholder::text);
        String newPath = JsonPath.member(toPath, text);
        if (!text.equals(name)) {
          moved.put(newPath, path);
        }
        to.set(text, value(field.getValue(), path, newPath));
      }
    }
    return to;
  }

  private ArrayNode array(ArrayNode from, String fromPath, String toPath) {
    ArrayNode to = JsonNodeFactory.instance.arrayNode();
    for (int index = 0; index < from.size(); index++) {
      JsonNode element = from.get(index);
      String path = JsonPath.element(fromPath, index);
      if (element.isNull()) {
        problems.add(document.position(path), "null stands for nothing in a list: take it out");
      } else if (!isLeftOut(element)) {
        String newPath = JsonPath.element(toPath, to.size());
        if (to.size() != index) {
          moved.put(newPath, path);
        }
        to.add(value(element, path, newPath));
      }
    }
    return to;
  }

  private boolean isLeftOut(JsonNode element) {
    return texts.becomesEmpty(element)
        || NATURAL_KEYS.stream().anyMatch(key -> texts.becomesEmpty(element.path(key)));
  }
}
