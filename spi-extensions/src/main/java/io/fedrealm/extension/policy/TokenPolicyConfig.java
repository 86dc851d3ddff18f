package io.fedrealm.extension.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/**
 * The configuration of {@link TokenPolicyFactory}, as Keycloak reads it from a client profile. Any
 * JSON can be read, so that nonsense is refused with an answer and not by an exception.
 */
public final class TokenPolicyConfig extends ClientPolicyExecutorConfigurationRepresentation {

  /** The longest time that an access token may live, in seconds. */
  static final String MAX_LIFESPAN = "max-access-token-lifespan";

  /** What {@link #MAX_LIFESPAN} is when it is not configured. */
  static final int DEFAULT_MAX_LIFESPAN = 600;

  /** A bound of more than a day is none. */
  static final int GREATEST_MAX_LIFESPAN = 86_400;

  @JsonProperty(MAX_LIFESPAN)
  private JsonNode maxLifespan;

  /**
   * The bound.
   *
   * @return seconds; empty when the configuration cannot be used
   */
  OptionalInt maxLifespan() {
    if (maxLifespan == null || maxLifespan.isNull()) {
      return OptionalInt.of(DEFAULT_MAX_LIFESPAN);
    }
    String text = maxLifespan.asText();
    // An object or a list has no text. At most five digits: no overflow, no sign.
    if (!text.matches("[0-9]{1,5}")) {
      return OptionalInt.empty();
    }
    int seconds = Integer.parseInt(text);
    return seconds >= 1 && seconds <= GREATEST_MAX_LIFESPAN
        ? OptionalInt.of(seconds)
        : OptionalInt.empty();
  }

  /** Asked by Keycloak when a client profile is saved. */
  @Override
  public boolean validateConfig() {
    return maxLifespan().isPresent() && (getConfigAsMap() == null || getConfigAsMap().isEmpty());
  }
}
