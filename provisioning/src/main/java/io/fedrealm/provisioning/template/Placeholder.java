package io.fedrealm.provisioning.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for an environment variable in a template: {@code ${UPPER_CASE}} or {@code
 * ${UPPER_CASE:default}}. Every other {@code ${…}} is Keycloak's own (message keys, {@code
 * ${authBaseUrl}}, {@code ${vault.…}}) and is left as it is.
 *
 * @param text the placeholder as it stands in the template
 * @param variable the variable's name
 * @param fallback what stands in for a variable that is not set; empty text is a value of its own
 */
public record Placeholder(String text, String variable, Optional<String> fallback) {

  private static final Pattern SYNTAX = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^{}]*))?}");

  /** What begins like ours and does not go on like it. */
  private static final Pattern BROKEN =
      Pattern.compile("\\$\\{(?:[A-Z]:|[A-Z][A-Z0-9_]+(?![A-Za-z0-9_.}]))");

  /** The placeholders of a text, in order. */
  public static List<Placeholder> in(String text) {
    List<Placeholder> found = new ArrayList<>();
    Matcher matcher = SYNTAX.matcher(text);
    while (matcher.find()) {
      found.add(
          new Placeholder(
              matcher.group(), matcher.group(1), Optional.ofNullable(matcher.group(2))));
    }
    return found;
  }

  /**
   * Whether a text holds what was meant as a placeholder and is none: a default with braces in it,
   * a list of names, a missing brace. Left as it is, it would become a part of the realm.
   */
  static boolean isBroken(String text) {
    return BROKEN.matcher(SYNTAX.matcher(text).replaceAll(" ")).find();
  }
}
