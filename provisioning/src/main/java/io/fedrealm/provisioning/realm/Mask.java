package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;

/** What Keycloak shows in place of a secret. */
public final class Mask {

  /** The mask of a value. */
  public static final String TEXT = "**********";

  private Mask() {}

  /** Whether the server shows a mask, of one value or of each in a list. */
  public static boolean is(JsonNode value) {
    return value.isArray()
        ? !value.isEmpty() && value.valueStream().allMatch(Mask::is)
        : value.asText().equals(TEXT);
  }

  /** Whether an object has a value where the server shows a mask. */
  public static boolean hides(JsonNode declared, JsonNode live) {
    return declared.isObject()
        ? declared.properties().stream()
            .anyMatch(field -> hides(field.getValue(), live.path(field.getKey())))
        : is(live);
  }
}
