package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * People in a CSV file (RFC 4180): UTF-8, a header, separated by commas, or by semicolons as Excel
 * does it where the comma is in numbers.
 *
 * @param lines the lines that can be read, in the file's order
 * @param problems the others
 */
public record CsvPeople(List<CsvLine> lines, List<LineProblem> problems) {

  /** 100,000 people. */
  private static final int MAX_BYTES = 16 << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).setTrim(true).get();

  /**
   * Reads a file.
   *
   * @throws CommandException {@link ExitCode#USAGE} when it is no such file, or its header is wrong
   */
  public static CsvPeople read(String file) {
    try {
      return parse(file, TextFile.read(file, MAX_BYTES));
    } catch (TextFile.UnreadableException e) {
      throw new CommandException(ExitCode.USAGE, "The file " + file + " " + e.getMessage());
    }
  }

  /** Reads a text; the name is for messages. */
  static CsvPeople parse(String name, String text) {
    CsvPeople people = new CsvPeople(new ArrayList<>(), new ArrayList<>());
    int line = 1;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format(text))) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new CommandException(ExitCode.USAGE, "The file " + name + " is empty");
      }
      CsvHeader header = CsvHeader.of(name, records.next().toList());
      Map<String, Integer> seen = new HashMap<>();
      line = (int) parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        people.add(header, records.next(), line, seen);
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException | IOException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s, line %d: cannot be read as CSV: a value with a quote in it stands in quotes, and the"
                  .formatted(name, line)
              + " quote is doubled. Nothing was written.",
          e);
    }
    return people;
  }

  /** The header tells the separator: no column's name has one in it. */
  private static CSVFormat format(String text) {
    String header = text.lines().findFirst().orElse("");
    return header.contains(";") && !header.contains(",")
        ? FORMAT.builder().setDelimiter(';').get()
        : FORMAT;
  }

  private void add(CsvHeader header, CSVRecord record, int line, Map<String, Integer> seen) {
    List<String> cells = record.toList();
    if (cells.stream().allMatch(String::isEmpty)) {
      return;
    }
    List<String> wrong = new ArrayList<>();
    header
        .person(cells, wrong)
        .ifPresent(
            person -> {
              Integer before = seen.putIfAbsent(person.username(), line);
              if (before != null) {
                wrong.add("username: stands in line " + before + " already");
              } else if (wrong.isEmpty()) {
                lines.add(new CsvLine(line, person));
              }
            });
    wrong.forEach(reason -> problems.add(new LineProblem(line, reason)));
  }
}
