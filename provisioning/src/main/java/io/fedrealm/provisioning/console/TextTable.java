package io.fedrealm.provisioning.console;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as their widest cell. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header the first row
   */
  public TextTable(String... header) {
    row(header);
  }

  /** Adds a row with as many cells as the header. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, indented by two, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = widths();
    return rows.stream().map(cells -> line(cells, widths)).toList();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
    }
    return line.toString().stripTrailing();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> cells : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], cells.get(column).length());
      }
    }
    return widths;
  }
}
