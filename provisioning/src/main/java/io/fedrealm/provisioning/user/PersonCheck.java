package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds people against the realm's user profile. Keycloak itself does so when one user is added; an
 * import takes whatever it gets, and drops attributes that the profile does not know without a
 * word.
 */
public final class PersonCheck {

  private static final Set<String> OPEN_POLICIES = Set.of("ENABLED", "ADMIN_EDIT");

  private final Map<String, ProfileAttribute> profile = new LinkedHashMap<>();
  private final boolean anyAttribute;
  private final UserDefaults rules;

  /**
   * @param profile the answer of {@code GET …/users/profile}
   */
  PersonCheck(JsonNode profile, UserDefaults rules) {
    profile
        .path("attributes")
        .forEach(a -> this.profile.put(a.path("name").asText(), new ProfileAttribute(a)));
    this.anyAttribute = OPEN_POLICIES.contains(profile.path("unmanagedAttributePolicy").asText());
    this.rules = rules;
  }

  /** Reads the realm's user profile; one request. */
  public static PersonCheck of(AdminApi api, String realm, UserDefaults rules) {
    return new PersonCheck(
        api.get("realms", realm, "users", "profile").orElse(MissingNode.getInstance()), rules);
  }

  /** What is wrong with a person; empty when nothing is. */
  public List<String> problems(Person person) {
    List<String> problems = new ArrayList<>();
    if (person.username().startsWith("service-account-")) {
      problems.add("username: names that begin with service-account- are Keycloak's own");
    }
    if (rules.emailIsUsername() && !person.username().equals(person.email())) {
      problems.add("username: this realm takes the e-mail address as user name");
    }
    check("username", List.of(person.username()), problems);
    check("email", list(person.email()), problems);
    check("firstName", list(person.firstName()), problems);
    check("lastName", list(person.lastName()), problems);
    person.attributes().forEach((name, values) -> attribute(name, values, problems));
    profile.forEach(
        (name, attribute) -> {
          if (attribute.isDemanded() && !isGiven(person, name)) {
            problems.add(name + ": the realm's user profile demands it");
          }
        });
    if (rules.framework().equals(NvflarePeople.FRAMEWORK)) {
      problems.addAll(NvflarePeople.problems(person));
    }
    return problems;
  }

  private void attribute(String name, List<String> values, List<String> problems) {
    if (!profile.containsKey(name) && !anyAttribute) {
      problems.add(
          "attribute."
              + name
              + ": the realm's user profile has no such attribute, Keycloak drops it");
    }
    check(name, values, problems);
  }

  private void check(String name, List<String> values, List<String> problems) {
    ProfileAttribute attribute = profile.get(name);
    if (attribute != null) {
      values.forEach(value -> problems.addAll(attribute.problems(value)));
    }
  }

  private static boolean isGiven(Person person, String name) {
    return switch (name) {
      case "username" -> true;
      case "email" -> person.email() != null;
      case "firstName" -> person.firstName() != null;
      case "lastName" -> person.lastName() != null;
      default -> person.attributes().containsKey(name);
    };
  }

  private static List<String> list(String value) {
    return value == null ? List.of() : List.of(value);
  }
}
