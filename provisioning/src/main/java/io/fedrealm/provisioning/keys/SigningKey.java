package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * A key of a realm.
 *
 * @param kid its id in the header of tokens
 * @param component the id of the component that holds it
 * @param priority the highest active one signs
 * @param status ACTIVE (may sign), PASSIVE (verifies only) or DISABLED
 * @param signs whether it is the one that signs now
 */
record SigningKey(String kid, String component, long priority, String status, boolean signs)
    implements Comparable<SigningKey> {

  private static final Comparator<SigningKey> ORDER =
      Comparator.comparing((SigningKey key) -> !key.signs)
          .thenComparing(SigningKey::status)
          .thenComparing(SigningKey::kid);

  /**
   * @param key of the answer of {@code GET …/keys}
   * @param active the answer's map from algorithm to the id of the key that signs
   */
  static SigningKey of(JsonNode key, JsonNode active) {
    String kid = key.path("kid").asText();
    return new SigningKey(
        kid,
        key.path("providerId").asText(),
        key.path("providerPriority").asLong(),
        key.path("status").asText(),
        kid.equals(active.path(RealmSigningKeys.ALGORITHM).asText()));
  }

  /** What it does, in words. */
  String role() {
    return switch (status) {
      case "ACTIVE" -> signs ? "signs and verifies" : "verifies; may sign";
      case "PASSIVE" -> "verifies only";
      default -> "retired: neither";
    };
  }

  @Override
  public int compareTo(SigningKey other) {
    return ORDER.compare(this, other);
  }
}
