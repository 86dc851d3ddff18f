package io.fedrealm.provisioning.realms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of Markdown. */
final class MarkdownTable {

  /** What an empty cell shows. */
  static final String EMPTY = "–";

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header the headings of the columns
   */
  MarkdownTable(String... header) {
    rows.add(List.of(header));
    rows.add(Collections.nCopies(header.length, "---"));
  }

  /** Adds a row; an empty cell is a dash. */
  void row(String... cells) {
    rows.add(
        Arrays.stream(cells)
            .map(cell -> cell.isEmpty() ? EMPTY : cell.replace("|", "\\|"))
            .toList());
  }

  /** The table's lines. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      table.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return table.toString().replace(" --- ", "---");
  }
}
