package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what a server says. Keycloak does not repeat them; a proxy, a firewall or a
 * server's debug page may send a refused request back.
 */
final class Redaction {

  private static final Pattern NAME =
      Pattern.compile("(?i).*(secret|password|credential|private).*|value");

  /** Shorter texts are no secrets of ours, and would hit words of the message. */
  private static final int MIN_LENGTH = 8;

  private Redaction() {}

  /**
   * A message without the secrets that a request held.
   *
   * @param body what was sent; null when there was none
   */
  static String hide(String message, JsonNode body) {
    String hidden = message;
    if (body != null) {
      for (Map.Entry<String, JsonNode> field : body.properties()) {
        hidden =
            NAME.matcher(field.getKey()).matches()
                ? hideTexts(hidden, field.getValue())
                : hide(hidden, field.getValue());
      }
      if (body.isArray()) {
        for (JsonNode element : body) {
          hidden = hide(hidden, element);
        }
      }
    }
    return hidden;
  }

  private static String hideTexts(String message, JsonNode value) {
    if (value.isTextual() && value.textValue().length() >= MIN_LENGTH) {
      return message.replace(value.textValue(), "(sensitive)");
    }
    String hidden = message;
    for (JsonNode element : value) {
      hidden = hideTexts(hidden, element);
    }
    return hidden;
  }
}
