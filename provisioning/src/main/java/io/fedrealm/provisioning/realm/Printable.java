package io.fedrealm.provisioning.realm;

/**
 * Texts from a server, made fit for a terminal. Names and descriptions are written by whoever
 * administers a realm: a line break or an escape sequence in one of them could hide a line of a
 * plan, or show one that is not there.
 */
public final class Printable {

  private Printable() {}

  /** The text with everything invisible written as {@code \\uXXXX}. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isVisible(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append(String.format("\\u%04x", point));
              }
            });
    return printable.toString();
  }

  /** Whether a character can be seen, or is a space. */
  public static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
