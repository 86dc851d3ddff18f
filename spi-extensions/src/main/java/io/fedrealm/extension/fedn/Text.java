package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.databind.JsonNode;

/** Text that callers send. */
final class Text {

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
   * Tells whether a database can store and compare a text: PostgreSQL fails on NUL, and nothing
   * encodes half a surrogate pair.
   *
   * @param text any text
   * @return whether it is neither blank nor has a control character or a lone surrogate
   */
  static boolean isSound(String text) {
    return !text.isBlank()
        && text.codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
  }
}
