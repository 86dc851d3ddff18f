package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first line of a CSV file of people: which column is what. */
final class CsvHeader {

  static final String ATTRIBUTE = "attribute.";

  private static final String KNOWN =
      "username, email, firstName, lastName, enabled, groups, attribute.NAME";
  private static final Set<String> COLUMNS =
      Set.of("username", "email", "firstName", "lastName", "enabled", "groups");

  private final List<String> columns;

  private CsvHeader(List<String> columns) {
    this.columns = columns;
  }

  /**
   * Reads a header.
   *
   * @throws CommandException {@link ExitCode#USAGE} with everything that is wrong with it
   */
  static CsvHeader of(String file, List<String> columns) {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        wrong.add("the column " + column + " is there twice");
      } else if (column.equalsIgnoreCase("password")) {
        wrong.add(
            "passwords do not belong into such a file: --passwords-to FILE generates temporary ones");
      } else if (column.contains(";")) {
        wrong.add("columns are separated by commas or by semicolons, not by both");
      } else if (!isKnown(column)) {
        wrong.add("there is no column \"" + column + "\" (known: " + KNOWN + ")");
      }
    }
    if (!seen.contains("username")) {
      wrong.add("the column username is missing");
    }
    if (!wrong.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, file + ", line 1, the header:\n  " + String.join("\n  ", wrong));
    }
    return new CsvHeader(columns);
  }

  private static boolean isKnown(String column) {
    return COLUMNS.contains(column)
        || column.startsWith(ATTRIBUTE) && column.length() > ATTRIBUTE.length();
  }

  /**
   * A line's person.
   *
   * @param wrong gets what is wrong
   * @return empty when it cannot be said who it is
   */
  Optional<Person> person(List<String> cells, List<String> wrong) {
    if (cells.size() != columns.size()) {
      wrong.add("has %d columns, the header %d".formatted(cells.size(), columns.size()));
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int index = 0; index < cells.size(); index++) {
      if (!cells.get(index).isEmpty()) {
        values.put(columns.get(index), cells.get(index));
      }
    }
    if (!values.containsKey("username")) {
      wrong.add("username: is empty");
      return Optional.empty();
    }
    return Optional.of(
        new Person(
            values.get("username"),
            values.get("email"),
            values.get("firstName"),
            values.get("lastName"),
            enabled(values.get("enabled"), wrong),
            list(values.getOrDefault("groups", "")),
            attributes(values)));
  }

  private static Boolean enabled(String value, List<String> wrong) {
    if (value == null) {
      return null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      wrong.add("enabled: must be true or false");
    }
    return value.equals("true");
  }

  private static Map<String, List<String>> attributes(Map<String, String> values) {
    Map<String, List<String>> attributes = new HashMap<>();
    values.forEach(
        (column, value) -> {
          if (column.startsWith(ATTRIBUTE)) {
            attributes.put(column.substring(ATTRIBUTE.length()), list(value));
          }
        });
    return attributes;
  }

  private static List<String> list(String cell) {
    return Arrays.stream(cell.split(";")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }
}
