package io.fedrealm.extension.fedn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The roles of a project: realm roles {@code SLUG:admin} and so on. */
final class ProjectRoles {

  static final String ADMIN = "admin";
  static final String CLIENT = "client";

  /** All of them, the most powerful first. */
  static final List<String> NAMES = List.of(ADMIN, "controller", "combiner", CLIENT);

  private ProjectRoles() {}

  /**
   * The projects in which roles are held.
   *
   * @param realmRoles names of realm roles, of any kind
   * @return for the slug of each project, the roles in it, in the order of {@link #NAMES}
   */
  static Map<String, List<String>> held(Stream<String> realmRoles) {
    Map<String, List<String>> held = new TreeMap<>();
    realmRoles.forEach(
        role -> {
          int colon = role.lastIndexOf(':');
          if (colon > 0 && NAMES.contains(role.substring(colon + 1))) {
            held.computeIfAbsent(role.substring(0, colon), slug -> new ArrayList<>())
                .add(role.substring(colon + 1));
          }
        });
    held.values().forEach(roles -> roles.sort(Comparator.comparing(NAMES::indexOf)));
    return held;
  }

  /** The realm role of a project. */
  static String name(String slug, String role) {
    return slug + ":" + role;
  }
}
