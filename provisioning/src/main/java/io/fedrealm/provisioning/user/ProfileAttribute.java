package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An attribute of a realm's user profile, with the validators that a text can be held against here.
 * The patterns are those of Keycloak 26.7's UsernameProhibitedCharactersValidator,
 * PersonNameProhibitedCharactersValidator and UsernameIDNHomographValidator; Keycloak's other
 * validators are asked by Keycloak, when the user logs in.
 */
final class ProfileAttribute {

  private static final Pattern USERNAME =
      Pattern.compile("[^<>&\"'\\s\\v\\h$%!#?§,;:*~/\\\\|^=\\[\\]{}()`\\p{Cntrl}]+");
  private static final Pattern PERSON_NAME =
      Pattern.compile("[^<>&\"\\v$%!#?§;*~/\\\\|^=\\[\\]{}()\\p{Cntrl}]+");
  private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{IsCommon}]+");

  /** One @ with something on both sides, at most 64 characters before it (RFC 5321). */
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)*");

  private final String name;
  private final JsonNode validators;
  private final boolean demanded;

  /**
   * @param attribute of the profile's {@code attributes}
   */
  ProfileAttribute(JsonNode attribute) {
    this.name = attribute.path("name").asText();
    this.validators = attribute.path("validations");
    this.demanded =
        attribute
            .at("/required/roles")
            .valueStream()
            .anyMatch(role -> role.asText().equals("admin"));
  }

  /** Whether an administrator has to give it; what a user has to give is asked at the login. */
  boolean isDemanded() {
    return demanded;
  }

  /** What is wrong with a value; the value itself is not repeated. */
  List<String> problems(String value) {
    List<String> problems = new ArrayList<>();
    length(value, problems);
    match(
        "username-prohibited-characters", USERNAME, value, "has a character not allowed", problems);
    match(
        "person-name-prohibited-characters",
        PERSON_NAME,
        value,
        "has a character not allowed",
        problems);
    match(
        "up-username-not-idn-homograph", LATIN, value, "has a letter that is not Latin", problems);
    match("email", EMAIL, value, "is no e-mail address", problems);
    pattern(value, problems);
    JsonNode options = validators.at("/options/options");
    if (options.isArray()
        && options.valueStream().noneMatch(option -> option.asText().equals(value))) {
      problems.add(name + ": is none of the values that the user profile allows");
    }
    return problems;
  }

  private void length(String value, List<String> problems) {
    JsonNode length = validators.path("length");
    int actual = value.length();
    int min = length.path("min").asInt(0);
    int max = length.path("max").asInt(Integer.MAX_VALUE);
    if (actual < min) {
      problems.add(name + ": is shorter than " + min + " characters");
    }
    if (actual > max) {
      problems.add(name + ": is longer than " + max + " characters");
    }
  }

  private void match(
      String validator, Pattern allowed, String value, String what, List<String> problems) {
    if (validators.has(validator) && !allowed.matcher(value).matches()) {
      problems.add(name + ": " + what);
    }
  }

  private void pattern(String value, List<String> problems) {
    String pattern = validators.at("/pattern/pattern").asText("");
    try {
      if (!pattern.isEmpty() && !Pattern.matches(pattern, value)) {
        problems.add(name + ": does not match the pattern of the user profile, " + pattern);
      }
    } catch (PatternSyntaxException e) {
      // Keycloak cannot use it either, and lets the value in.
    }
  }
}
