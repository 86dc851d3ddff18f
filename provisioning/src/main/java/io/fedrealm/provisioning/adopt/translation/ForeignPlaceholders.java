package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.template.variable.ReservedNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables as other tools write them: keycloak-config-cli's {@code $(env:NAME:-default)}, {@code
 * ${env.NAME}}, Go's and Helm's {@code {{ .Env.NAME }}}, and {@code §§NAME}.
 */
final class ForeignPlaceholders implements Translation {

  private static final List<Pattern> STYLES =
      List.of(
          Pattern.compile("\\$\\(env:([A-Za-z_][A-Za-z0-9_.]*)(?::-([^(){}]*))?\\)"),
          Pattern.compile("\\$\\{env[.:]([A-Za-z_][A-Za-z0-9_.]*)(?::-?([^{}]*))?\\}"),
          Pattern.compile(
              "\\{\\{-?\\s*(?:\\.Env\\.|\\.Values\\.|env\\s+\"|\\$)?"
                  + "([A-Za-z_][A-Za-z0-9_.]*)\"?\\s*-?}}()?"),
          Pattern.compile("§§([A-Za-z_][A-Za-z0-9_]*)()?"));

  @Override
  public void apply(ForeignRealm realm) {
    object(realm.root(), realm);
  }

  private static void object(ObjectNode node, ForeignRealm realm) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
      JsonNode value = field.getValue();
      if (value.isTextual()) {
        String text = translate(value.textValue());
        if (!text.equals(value.textValue())) {
          realm.translated(node, field.getKey(), "a variable of another tool is one of ours");
          node.put(field.getKey(), text);
        }
      } else {
        inner(value, node, field.getKey(), realm);
      }
    }
  }

  private static void inner(JsonNode value, ObjectNode holder, String field, ForeignRealm realm) {
    if (value instanceof ObjectNode object) {
      object(object, realm);
    } else if (value instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        JsonNode element = array.get(index);
        String text = element.isTextual() ? translate(element.textValue()) : "";
        if (element.isTextual() && !text.equals(element.textValue())) {
          realm.translated(holder, field, "a variable of another tool is one of ours");
          array.set(index, TextNode.valueOf(text));
        } else {
          inner(element, holder, field, realm);
        }
      }
    }
  }

  static String translate(String text) {
    String translated = text;
    for (Pattern style : STYLES) {
      translated =
          style
              .matcher(translated)
              .replaceAll(found -> Matcher.quoteReplacement(placeholder(found)));
    }
    return translated;
  }

  private static String placeholder(MatchResult found) {
    String name =
        found
            .group(1)
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .replaceAll("^[^A-Za-z]+", "")
            .toUpperCase(Locale.ROOT);
    String fallback = found.group(2);
    // No template may use the names of the operator's own credentials.
    String free = ReservedNames.isReserved(name) ? "REALM_" + name : name;
    return "${" + free + (fallback == null ? "" : ":" + fallback) + "}";
  }
}
