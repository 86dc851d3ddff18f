package io.fedrealm.provisioning.template.variable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for an environment variable in a template: {@code ${UPPER_CASE}} or {@code
 * ${UPPER_CASE:default}}. Every other {@code ${…}} is Keycloak's own (message keys, {@code
 * ${authBaseUrl}}, {@code ${vault.…}}) and is left as it is.
 *
 * <p>A dollar before one makes it a text: {@code $${UPPER_CASE}} stands for {@code ${UPPER_CASE}},
 * and {@code $$${UPPER_CASE}} for {@code $${UPPER_CASE}}.
 *
 * @param text the placeholder as it stands in the template
 * @param variable the variable's name
 * @param fallback what stands in for a variable that is not set; empty text is a value of its own
 */
public record Placeholder(String text, String variable, Optional<String> fallback) {

  /**
   * Dollars before it, then one of ours, or the beginning of what begins like ours and does not go
   * on like it: a default with braces in it, a list of names, a missing brace.
   */
  private static final Pattern OURS =
      Pattern.compile(
          "(?<!\\$)(\\$*)\\$\\{(?:([A-Z][A-Z0-9_]*)(?::([^{}]*))?}"
              + "|(?=[A-Z]:|[A-Z][A-Z0-9_]+(?![A-Za-z0-9_.}])))");

  private static final String DOLLAR = "$";

  /** The placeholders of a text, in order. */
  public static List<Placeholder> in(String text) {
    return OURS.matcher(text)
        .results()
        .filter(found -> !isText(found) && !isBroken(found))
        .map(Placeholder::of)
        .toList();
  }

  private static Placeholder of(MatchResult found) {
    return new Placeholder(found.group(), found.group(2), Optional.ofNullable(found.group(3)));
  }

  private static boolean isText(MatchResult found) {
    return !found.group(1).isEmpty();
  }

  private static boolean isBroken(MatchResult found) {
    return found.group(2) == null;
  }

  /**
   * Whether a text holds what was meant as a placeholder and is none. Left as it is, it would
   * become a part of the realm.
   */
  static boolean isBroken(String text) {
    return OURS.matcher(text).results().anyMatch(found -> !isText(found) && isBroken(found));
  }

  /**
   * A text of a template with its placeholders replaced, and as texts what stands there as one.
   *
   * @param value what stands for a placeholder; it is not looked through again
   */
  static String replace(String text, Function<Placeholder, String> value) {
    return OURS.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isText(found)
                        ? found.group().substring(1)
                        : isBroken(found) ? found.group() : value.apply(of(found))));
  }

  /** What to write into a template so that it stands for a text, whatever is in it. */
  public static String literal(String text) {
    return OURS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(DOLLAR + found.group()));
  }
}
