package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Text that callers send. */
final class Text {

  /** Characters that change how the others look, or are half of one. */
  private static final Set<Integer> UNSOUND =
      Set.of(
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE);

  private Text() {}

  /**
   * The text of a property.
   *
   * @param json the object
   * @param name the property
   * @return its text; empty when it is missing or no text
   */
  static String of(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  /**
   * Tells whether a database can store and compare a text (PostgreSQL fails on NUL, and nothing
   * encodes half a surrogate pair) and whoever reads it sees what it is: no other direction, no
   * invisible characters, no line of its own.
   *
   * @param text any text
   * @return whether it is neither blank nor has a control or format character, a line or paragraph
   *     separator or a lone surrogate
   */
  static boolean isSound(String text) {
    return !text.isBlank()
        && text.codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point) || UNSOUND.contains(Character.getType(point)));
  }
}
