package io.fedrealm.provisioning.audit.check;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A realm's password policy, {@code length(12) and notUsername(undefined)}.
 *
 * @param settings argument by name
 */
public record PasswordPolicy(Map<String, String> settings) {

  private static final Pattern SETTING = Pattern.compile("([A-Za-z]+)\\(([^()]*)\\)");

  /** What OWASP asks for at least, by algorithm; what Keycloak takes when no number is stated. */
  private static final Map<String, Long> ITERATIONS =
      Map.of("pbkdf2", 1_300_000L, "pbkdf2-sha256", 600_000L, "pbkdf2-sha512", 210_000L);

  private static final long ARGON2_ITERATIONS = 5;

  public static PasswordPolicy parse(String text) {
    Map<String, String> settings = new HashMap<>();
    Matcher matcher = SETTING.matcher(text);
    while (matcher.find()) {
      settings.put(matcher.group(1), matcher.group(2).strip());
    }
    return new PasswordPolicy(settings);
  }

  public boolean isEmpty() {
    return settings.isEmpty();
  }

  public boolean has(String name) {
    return settings.containsKey(name);
  }

  /** The length that a password must have; 0 when none is asked for. */
  public long length() {
    return number("length");
  }

  /** Whether a stolen hash can be guessed faster than with Keycloak's defaults. */
  public boolean hashesTooFast() {
    long stated = number("hashIterations");
    long least =
        ITERATIONS.getOrDefault(settings.getOrDefault("hashAlgorithm", ""), ARGON2_ITERATIONS);
    return stated > 0 && stated < least;
  }

  private long number(String name) {
    String value = settings.getOrDefault(name, "");
    return value.matches("[0-9]{1,9}") ? Long.parseLong(value) : 0;
  }
}
