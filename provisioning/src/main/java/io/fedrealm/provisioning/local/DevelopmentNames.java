package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of development users and of their passwords, made from the names of realm and group. */
final class DevelopmentNames {

  private DevelopmentNames() {}

  /**
   * The users of a realm, each with a name of its own.
   *
   * @param realm its name
   * @param groups in the order of the template
   */
  static List<DevelopmentUser> users(String realm, List<String> groups) {
    Set<String> taken = new HashSet<>();
    List<DevelopmentUser> users = new ArrayList<>();
    for (String group : groups) {
      String username = username(group);
      for (int number = 2; !taken.add(username); number++) {
        username = username(group) + "-" + number;
      }
      users.add(new DevelopmentUser(username, group, passwordVariable(realm, username)));
    }
    return users;
  }

  /** Lower case letters, digits, dots and hyphens: also fit for an e-mail address. */
  static String username(String group) {
    String safe =
        group
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    return safe.isEmpty() ? "user" : safe;
  }

  /** {@code FLNET_CLIENT_DATA_ADMIN_PASSWORD} for realm FLNet-Client and user data-admin. */
  static String passwordVariable(String realm, String username) {
    String name = upperSnake(realm) + "_" + upperSnake(username) + "_PASSWORD";
    return Character.isDigit(name.charAt(0)) ? "REALM_" + name : name;
  }

  private static String upperSnake(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }
}
