package io.fedrealm.provisioning.audit.report;

import java.util.ArrayList;
import java.util.List;

/** Rows whose cells stand below each other. */
final class Columns {

  /** A cell that is wider pushes the rest of its row away instead of the rest of all rows. */
  private static final int WIDEST = 60;

  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();

  Columns(String indent) {
    this.indent = indent;
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      int blanks = Math.max(0, width(column) - cell.length());
      line.append(cell).append(" ".repeat(blanks + 2));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .filter(length -> length <= WIDEST)
        .max()
        .orElse(0);
  }
}
