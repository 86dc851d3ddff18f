package io.fedrealm.extension.role;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.extension.claim.HeldRoles;
import io.fedrealm.extension.claim.MapperConfigReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.keycloak.util.JsonSerialization;

/**
 * The table of Keycloak's roles and the framework's roles. The order of its rows is the precedence.
 *
 * @param rows the rows, at least one in a usable table
 */
public record RoleTable(List<Row> rows) {

  /**
   * One row.
   *
   * @param key Keycloak's role: a realm role's name or {@code clientId.roleName}; {@code {project}}
   *     in it stands for the selected project
   * @param value the framework's role; {@code {org}} in it stands for the subject's organisation
   */
  public record Row(String key, String value) {

    private boolean needsProject() {
      return key.contains(MapperConfigReader.PROJECT_PLACEHOLDER);
    }

    private boolean isHeld(HeldRoles roles, String project) {
      if (!needsProject()) {
        return roles.holds(key);
      }
      return project != null
          && roles.holds(
              key, part -> part.replace(MapperConfigReader.PROJECT_PLACEHOLDER, project));
    }
  }

  /** Stands for the organisation of the subject in the framework's role. */
  private static final String ORG_PLACEHOLDER = "{org}";

  /** Keeps the rows as they are now. */
  public RoleTable {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a table from Keycloak's form of a map: {@code [{"key":"demo:admin","value":"admin"}]}.
   *
   * @param json the configured text
   * @param problems takes each reason why the table cannot be used, without its contents
   * @return the table; only to be used when there is no problem
   */
  static RoleTable parse(String json, Consumer<String> problems) {
    List<Row> rows = new ArrayList<>();
    JsonNode array = array(json);
    if (array == null) {
      problems.accept("is not readable: a JSON list of key and value pairs is needed");
    } else if (array.isEmpty()) {
      problems.accept("must have at least one row");
    } else {
      for (JsonNode entry : array) {
        rows.add(row(entry, rows.size() + 1, problems));
      }
      reportContradictions(rows, problems);
    }
    return new RoleTable(rows);
  }

  private static JsonNode array(String json) {
    if (json.isBlank()) {
      return JsonSerialization.mapper.createArrayNode();
    }
    try {
      JsonNode node =
          JsonSerialization.mapper
              .readerFor(JsonNode.class)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(json);
      return node != null && node.isArray() ? node : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Row row(JsonNode entry, int number, Consumer<String> problems) {
    String key = field(entry, "key", "the role in Keycloak", number, problems);
    String value = field(entry, "value", "the role in the framework", number, problems);
    if (MapperConfigReader.hasUnknownPlaceholder(key)) {
      problems.accept(
          "row "
              + number
              + ": unknown placeholder; the only one is the word project in curly brackets");
    }
    String known = value.replace(ORG_PLACEHOLDER, "");
    if (known.contains("{") || known.contains("}")) {
      problems.accept(
          "row "
              + number
              + ": the role in the framework must not hold curly brackets, but for the word org in"
              + " them");
    }
    return new Row(key, value);
  }

  private static String field(
      JsonNode entry, String name, String meaning, int number, Consumer<String> problems) {
    JsonNode node = entry.path(name);
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isBlank()) {
      problems.accept("row " + number + ": the " + name + " (" + meaning + ") is empty");
    } else if (!text.equals(text.strip())) {
      problems.accept(
          "row " + number + ": the " + name + " (" + meaning + ") starts or ends with white space");
    }
    return text;
  }

  private static void reportContradictions(List<Row> rows, Consumer<String> problems) {
    Map<String, Integer> firstRowOf = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Integer first = firstRowOf.putIfAbsent(row.key(), i);
      if (first != null && !row.key().isBlank() && !rows.get(first).value().equals(row.value())) {
        problems.accept(
            "rows " + (first + 1) + " and " + (i + 1) + " have the same key and different values");
      }
    }
  }

  /**
   * Tells whether the table depends on the selected project.
   *
   * @return whether any row has the placeholder
   */
  boolean needsProject() {
    return rows.stream().anyMatch(Row::needsProject);
  }

  /**
   * The framework's roles that a subject has.
   *
   * @param roles the roles held in Keycloak
   * @param project the selected project; null when none is selected, then rows with the placeholder
   *     do not apply
   * @param org the subject's organisation, asked for only when a row needs it; null when there is
   *     none, then rows with its placeholder do not apply
   * @return the values of the rows whose role is held, each once, in the order of the rows
   */
  Set<String> heldValues(HeldRoles roles, String project, Supplier<String> org) {
    Set<String> held = new LinkedHashSet<>();
    for (Row row : rows) {
      String value = row.value();
      if (value.contains(ORG_PLACEHOLDER)) {
        value = org.get() == null ? null : value.replace(ORG_PLACEHOLDER, org.get());
      }
      if (value != null && !held.contains(value) && row.isHeld(roles, project)) {
        held.add(value);
      }
    }
    return held;
  }
}
