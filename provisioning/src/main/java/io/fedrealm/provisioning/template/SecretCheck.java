package io.fedrealm.provisioning.template;

import java.util.Optional;

/**
 * Refuses secrets that are none: written into the template, empty, masked, still a placeholder, or
 * short. (Keycloak accepts an empty client secret, and the literal text of a placeholder whose
 * variable was not set.)
 */
final class SecretCheck {

  /** What a generator gives is far longer; what a person makes up and can be guessed is shorter. */
  static final int MIN_LENGTH = 16;

  private SecretCheck() {}

  /**
   * What speaks against the text of a secret in a template, before variables are put in.
   *
   * @return empty when it takes its value from a variable
   */
  static Optional<String> reasonAgainstTemplate(String template) {
    if (!Placeholder.in(template).isEmpty()) {
      return Optional.empty();
    }
    if (template.isEmpty()) {
      return Optional.of("an empty secret lets anybody in: name a variable here, ${…}");
    }
    if (template.equals(SecretFields.MASK)) {
      return Optional.of("is the mask of an exported secret: name a variable here, ${…}");
    }
    return Optional.of("a secret does not belong into a file: name a variable here, ${…}");
  }

  /**
   * What speaks against a secret, once variables are put in. The reason never holds the value.
   *
   * @return empty when it can be used
   */
  static Optional<String> reasonAgainstValue(String value) {
    if (value.equals(SecretFields.MASK)) {
      return Optional.of("the variable holds the mask of an exported secret, not a secret");
    }
    if (value.contains("${")) {
      return Optional.of("the variable's value looks like a placeholder, not like a secret");
    }
    if (value.length() < MIN_LENGTH) {
      return Optional.of("the variable's value is shorter than " + MIN_LENGTH + " characters");
    }
    return Optional.empty();
  }
}
