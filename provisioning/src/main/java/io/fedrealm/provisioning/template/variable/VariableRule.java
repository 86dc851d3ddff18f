package io.fedrealm.provisioning.template.variable;

import io.fedrealm.provisioning.realm.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a variable may be, as its template declares it.
 *
 * @param text the rule as it stands in the template: {@code number 1..600}
 * @param meaning the same for people, after "has to be": {@code a number from 1 to 600}
 * @param secret whether the variable is a secret
 * @param accepts whether a value is one
 */
record VariableRule(String text, String meaning, boolean secret, Predicate<String> accepts) {

  /** What is not declared. */
  static final VariableRule ANY = new VariableRule("text", "a text", false, value -> true);

  private static final VariableRule SECRET =
      new VariableRule("secret", "a secret of 16 characters or more", true, value -> true);

  private static final List<VariableRule> SIMPLE =
      List.of(
          ANY,
          SECRET,
          new VariableRule(
              "origin",
              "https://HOST, with a port if need be, or http on localhost, 127.0.0.1 or [::1];"
                  + " without path and without a slash at the end",
              false,
              VariableRule::isOrigin),
          new VariableRule(
              "page",
              "an https address, or a path on Keycloak's own host (/imprint)",
              false,
              value -> isPath(value) || isHttps(value)),
          new VariableRule(
              "image",
              "data:image/png;base64,… (or jpeg, webp, svg+xml), or a path on Keycloak's own host"
                  + " (/brand/logo.svg); nothing from another host",
              false,
              VariableRule::isImage),
          new VariableRule(
              "colour",
              "# and six hexadecimal digits (#1d4f91)",
              false,
              value -> value.matches("#[0-9A-Fa-f]{6}")));

  private static final Pattern NUMBER = Pattern.compile("number (\\d{1,9})\\.\\.(\\d{1,9})");
  private static final Pattern IMAGE =
      Pattern.compile("data:image/(png|jpeg|webp|svg\\+xml);base64,[A-Za-z0-9+/]++={0,2}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads a rule.
   *
   * @return empty when it is none
   */
  static Optional<VariableRule> parse(String text) {
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return Optional.of(number(text, number.group(1), number.group(2)));
    }
    if (text.startsWith("one of ")) {
      List<String> values = Arrays.asList(text.substring("one of ".length()).split(", *"));
      String shown = Printable.of(String.join(" or ", values));
      return Optional.of(new VariableRule(text, shown, false, values::contains));
    }
    if (text.startsWith("pattern ")) {
      return pattern(text.substring("pattern ".length()))
          .map(
              p ->
                  new VariableRule(
                      text,
                      "of the form " + Printable.of(p.pattern()),
                      false,
                      p.asMatchPredicate()));
    }
    if (text.startsWith("list of ")) {
      return pattern(text.substring("list of ".length()))
          .map(
              p ->
                  new VariableRule(
                      text,
                      "entries of the form " + Printable.of(p.pattern()) + ", separated by commas",
                      false,
                      value ->
                          Arrays.stream(value.split(",", -1))
                              .map(String::strip)
                              .allMatch(p.asMatchPredicate())));
    }
    return SIMPLE.stream().filter(rule -> rule.text.equals(text)).findFirst();
  }

  /** All rules that there are, for a message. */
  static String all() {
    return "text, secret, origin, page, image, colour, number MIN..MAX, one of A, B, pattern REGEX,"
        + " list of REGEX";
  }

  private static VariableRule number(String text, String min, String max) {
    long least = Long.parseLong(min);
    long most = Long.parseLong(max);
    return new VariableRule(
        text,
        "a number from " + least + " to " + most,
        false,
        value ->
            value.matches("0|[1-9][0-9]{0,8}")
                && Long.parseLong(value) >= least
                && Long.parseLong(value) <= most);
  }

  private static Optional<Pattern> pattern(String regex) {
    try {
      return Optional.of(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isOrigin(String value) {
    Optional<URI> uri = uri(value);
    boolean plain =
        uri.filter(u -> u.getHost() != null && u.getRawUserInfo() == null)
            .filter(u -> u.getRawPath().isEmpty() && u.getRawQuery() == null)
            .filter(u -> u.getRawFragment() == null && u.getPort() <= 65535)
            .isPresent();
    return plain
        && (value.startsWith("https://")
            || value.startsWith("http://") && LOOPBACK.contains(uri.get().getHost()));
  }

  private static boolean isHttps(String value) {
    return value.startsWith("https://")
        && uri(value).filter(u -> u.getHost() != null && u.getRawUserInfo() == null).isPresent();
  }

  private static boolean isPath(String value) {
    return value.startsWith("/") && !value.startsWith("//") && uri(value).isPresent();
  }

  private static boolean isImage(String value) {
    return IMAGE.matcher(value).matches() || isPath(value);
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.of(new URI(value));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
