package io.fedrealm.extension.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The configuration of {@link PasswordGrantFactory}, as Keycloak reads it from a profile. */
public final class PasswordGrantConfig extends ClientPolicyExecutorConfigurationRepresentation {

  /** Whether a client can be excepted by its attribute. */
  static final String ALLOW_EXCEPTIONS = "allow-exceptions";

  @JsonProperty(ALLOW_EXCEPTIONS)
  private JsonNode allowExceptions;

  /**
   * Whether exceptions are possible.
   *
   * @return on unless configured; empty when the configuration cannot be used
   */
  Optional<Boolean> allowExceptions() {
    if (allowExceptions == null || allowExceptions.isNull()) {
      return Optional.of(true);
    }
    return switch (allowExceptions.asText()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Asked by Keycloak when a client profile is saved. */
  @Override
  public boolean validateConfig() {
    return allowExceptions().isPresent()
        && (getConfigAsMap() == null || getConfigAsMap().isEmpty());
  }
}
