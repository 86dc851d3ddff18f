package io.fedrealm.provisioning.local;

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
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append("  ").append(cell).append(" ".repeat(width(column) - cell.length()));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
