package io.fedrealm.provisioning.template.variable;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables as other tools write them: keycloak-config-cli's {@code $(env:NAME:-default)}, {@code
 * ${env.NAME}}, Go's and Helm's {@code {{ .Env.NAME }}}, and {@code §§NAME}.
 */
public final class ForeignPlaceholder {

  private static final List<Pattern> STYLES =
      List.of(
          Pattern.compile("\\$\\(env:([A-Za-z_][A-Za-z0-9_.]*)(?::-([^(){}]*))?\\)"),
          Pattern.compile("\\$\\{env[.:]([A-Za-z_][A-Za-z0-9_.]*)(?::-?([^{}]*))?\\}"),
          Pattern.compile(
              "\\{\\{-?\\s*(?:\\.Env\\.|\\.Values\\.|env\\s+\"|\\$)?"
                  + "([A-Za-z_][A-Za-z0-9_.]*)\"?\\s*-?}}"),
          Pattern.compile("§§([A-Za-z_][A-Za-z0-9_]*)"));

  private ForeignPlaceholder() {}

  /** A text with each of them written as {@link Placeholder} is. */
  public static String translate(String text) {
    String translated = text;
    for (Pattern style : STYLES) {
      translated =
          style
              .matcher(translated)
              .replaceAll(found -> Matcher.quoteReplacement(placeholder(found)));
    }
    return translated;
  }

  private static String placeholder(MatchResult found) {
    String name =
        found
            .group(1)
            .replaceAll("([a-z])([A-Z])", "$1_$2")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .replaceAll("^[^A-Za-z]+", "")
            .toUpperCase(Locale.ROOT);
    String fallback = found.groupCount() > 1 ? found.group(2) : null;
    // No template may use the names of the operator's own credentials.
    String free = ReservedNames.isReserved(name) ? "REALM_" + name : name;
    return "${" + free + (fallback == null ? "" : ":" + fallback) + "}";
  }
}
