package io.fedrealm.provisioning.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A user as an operator wants it. What is null is not said, and stays as it is on the server.
 *
 * @param username in lower case, as Keycloak keeps it
 * @param email may be null
 * @param firstName may be null
 * @param lastName may be null
 * @param enabled may be null: a new user is enabled then
 * @param groups paths, {@code /Admin}; the user is to be a member of each
 * @param attributes only those to set
 */
public record Person(
    String username,
    String email,
    String firstName,
    String lastName,
    Boolean enabled,
    List<String> groups,
    Map<String, List<String>> attributes) {

  public Person {
    username = username.toLowerCase(Locale.ROOT);
    email = email == null ? null : email.toLowerCase(Locale.ROOT);
    groups = groups.stream().map(Person::path).distinct().toList();
    attributes = Map.copyOf(attributes);
  }

  /** A group's path: operators may leave out the slash of a top-level group. */
  public static String path(String group) {
    return group.startsWith("/") ? group : "/" + group;
  }
}
