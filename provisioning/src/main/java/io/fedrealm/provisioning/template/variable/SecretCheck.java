package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.realm.SecretFields;
import java.util.List;
import java.util.Optional;

/**
 * Refuses secrets that are none: written into the template, empty, masked, still a placeholder, or
 * easily guessed. (Keycloak accepts an empty client secret, and the literal text of a placeholder
 * whose variable was not set.)
 */
public final class SecretCheck {

  /** What a generator gives is far longer; what a person makes up and can be guessed is shorter. */
  static final int MIN_LENGTH = 16;

  private static final String WRITE = ": write one variable here and nothing else, ${NAME}";

  private SecretCheck() {}

  /**
   * What speaks against the text of a secret in a template, before variables are put in.
   *
   * @return empty when it takes its value from one variable
   */
  static Optional<String> reasonAgainstTemplate(String template) {
    List<Placeholder> placeholders = Placeholder.in(template);
    if (placeholders.size() == 1 && placeholders.get(0).text().equals(template)) {
      return placeholders
          .get(0)
          .fallback()
          .map(fallback -> "a secret has no default: write ${%s}")
          .map(message -> message.formatted(placeholders.get(0).variable()));
    }
    if (template.isEmpty()) {
      return Optional.of("an empty secret lets anybody in" + WRITE);
    }
    if (template.equals(SecretFields.MASK)) {
      return Optional.of("is the mask of an exported secret" + WRITE);
    }
    if (template.startsWith("${vault.")) {
      return Optional.of(
          "a reference to Keycloak's vault is refused: without the entry in the vault, Keycloak"
              + " takes the reference itself for the secret"
              + WRITE);
    }
    return Optional.of("a secret does not belong into a file" + WRITE);
  }

  /**
   * What speaks against a secret, once variables are put in. The reason never holds the value.
   *
   * @return empty when it can be used
   */
  public static Optional<String> reasonAgainstValue(String value) {
    if (value.equals(SecretFields.MASK)) {
      return Optional.of("the variable holds the mask of an exported secret, not a secret");
    }
    if (value.contains("${")) {
      return Optional.of("the variable's value looks like a placeholder, not like a secret");
    }
    if (value.codePointCount(0, value.length()) < MIN_LENGTH) {
      return Optional.of("the variable's value is shorter than " + MIN_LENGTH + " characters");
    }
    if (value.chars().distinct().count() < 4) {
      return Optional.of("the variable's value repeats a few characters: it can be guessed");
    }
    return Optional.empty();
  }
}
