package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the role mapper's table must be; the extension has the same rule (its RoleTable). */
final class RoleTableRule {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** Stands for the organisation of the subject. */
  private static final String ORG = "{org}";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

  private final Consumer<String> problems;
  private final Map<String, String> rows = new HashMap<>();

  private RoleTableRule(Consumer<String> problems) {
    this.problems = problems;
  }

  /**
   * Checks a table.
   *
   * @param text JSON in Keycloak's form of a map: {@code [{"key":"demo:admin","value":"admin"}]}
   * @param problems takes each reason why it cannot be used
   */
  static void check(String text, Consumer<String> problems) {
    JsonNode table = read(text);
    if (table == null || !table.isArray() || table.isEmpty()) {
      problems.accept(
          "cannot be read: write [{\"key\":\"KEYCLOAK ROLE\",\"value\":\"FRAMEWORK ROLE\"}, …]");
      return;
    }
    RoleTableRule rule = new RoleTableRule(problems);
    for (int index = 0; index < table.size(); index++) {
      rule.row(table.get(index), "row " + (index + 1));
    }
  }

  private static JsonNode read(String text) {
    try {
      return text.isBlank() ? null : JSON.readValue(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void row(JsonNode row, String which) {
    String key = text(row, "key", which);
    String value = text(row, "value", which);
    if (hasUnknownPlaceholder(key)) {
      problems.accept(which + ": the only placeholder is {project}, not \"" + key + "\"");
    }
    String known = value.replace(ORG, "");
    if (known.contains("{") || known.contains("}")) {
      problems.accept(which + ": the value must not hold curly brackets, but for {org}");
    }
    String before = rows.putIfAbsent(key, value);
    if (!key.isBlank() && before != null && !before.equals(value)) {
      problems.accept(
          which
              + " gives \""
              + key
              + "\" the role \""
              + value
              + "\", a row before it \""
              + before
              + "\"");
    }
  }

  private String text(JsonNode row, String field, String which) {
    JsonNode node = row.path(field);
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isBlank()) {
      problems.accept(which + " lacks its " + field);
    } else if (!text.equals(text.strip())) {
      problems.accept(which + ": the " + field + " begins or ends with white space");
    }
    return text;
  }

  /** Whether anything but {@code {project}} stands in curly brackets. */
  static boolean hasUnknownPlaceholder(String text) {
    return PLACEHOLDER.matcher(text.replace(FlMapperCheck.PROJECT, "")).find();
  }
}
