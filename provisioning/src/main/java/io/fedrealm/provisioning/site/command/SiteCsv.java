package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.SiteRequest;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Sites from a CSV file (RFC 4180) whose first line names the columns. */
final class SiteCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();

  private static final Set<String> COLUMNS = Set.of("name", "project", "auth");

  private final Path file;
  private final SiteRequest defaults;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private SiteCsv(Path file, SiteRequest defaults) {
    this.file = file;
    this.defaults = defaults;
  }

  /**
   * A line.
   *
   * @param file the file
   * @param number counted from 1, the header included
   * @param request what it asks for
   */
  record Line(Path file, long number, SiteRequest request) {

    /** Says something about the line. */
    String where(String message) {
      return file + ", line " + number + ": " + message;
    }
  }

  /**
   * Reads a file.
   *
   * @param defaults for what a line leaves out
   * @param details columns that the framework knows, beside name, project and auth
   * @throws CommandException {@link ExitCode#USAGE} with every line that is wrong
   */
  static List<Line> read(Path file, SiteRequest defaults, List<String> details) {
    SiteCsv csv = new SiteCsv(file, defaults);
    try (CSVParser parser = CSVParser.parse(text(file), FORMAT)) {
      checkColumns(file, parser.getHeaderNames(), details);
      for (CSVRecord record : parser) {
        csv.line(parser.getCurrentLineNumber(), record);
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
    throwIfAny(csv.problems);
    return csv.lines;
  }

  /** Without the byte order mark that spreadsheets write. */
  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceFirst("^\uFEFF", "");
  }

  private static void checkColumns(Path file, List<String> columns, List<String> details) {
    if (!columns.contains("name")) {
      throw unreadable(file, "its first line does not name a column \"name\"", null);
    }
    for (String column : columns) {
      if (!COLUMNS.contains(column) && !details.contains(column)) {
        throw unreadable(file, "its first line names an unknown column \"" + column + "\"", null);
      }
    }
  }

  private static CommandException unreadable(Path file, String why, Exception cause) {
    return new CommandException(
        ExitCode.USAGE, "The file " + file + " cannot be read as CSV: " + why, cause);
  }

  private void line(long number, CSVRecord record) {
    Map<String, String> values = new HashMap<>(defaults.details());
    record.toMap().entrySet().stream()
        .filter(column -> !column.getValue().isEmpty())
        .forEach(column -> values.put(column.getKey(), column.getValue()));
    String name = values.getOrDefault("name", "");
    String project = values.getOrDefault("project", defaults.project());
    Line line =
        new Line(
            file,
            number,
            new SiteRequest(name, project, authentication(number, values), details(values)));
    if (!record.isConsistent()) {
      problems.add(line.where("it has not as many columns as the first line"));
    }
    if (!seen.add(project + "/" + name)) {
      problems.add(line.where("site " + name + " stands in the file for the second time"));
    }
    lines.add(line);
  }

  private Authentication authentication(long number, Map<String, String> values) {
    String method = values.getOrDefault("auth", defaults.authentication().name());
    for (Authentication known : Authentication.values()) {
      if (known.name().equals(method)) {
        return known;
      }
    }
    problems.add(
        file
            + ", line "
            + number
            + ": auth is secret, private_key_jwt, federated or password, not \""
            + method
            + "\"");
    return defaults.authentication();
  }

  private static Map<String, String> details(Map<String, String> values) {
    Map<String, String> details = new HashMap<>(values);
    details.keySet().removeAll(COLUMNS);
    return details;
  }

  /**
   * @throws CommandException {@link ExitCode#USAGE} when there are problems
   */
  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Nothing was made:\n  " + String.join("\n  ", problems));
    }
  }
}
