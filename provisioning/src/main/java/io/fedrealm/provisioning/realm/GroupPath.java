package io.fedrealm.provisioning.realm;

/**
 * Paths of groups. A slash in a group's name is written {@code ~/}, as Keycloak does where it is
 * told to (KeycloakModelUtils.buildGroupPath), so that no two groups have the same path.
 */
public final class GroupPath {

  private GroupPath() {}

  /**
   * The path of a group.
   *
   * @param parent path of the group that it is in; empty at the top
   */
  public static String of(String parent, String name) {
    return parent + "/" + name.replace("/", "~/");
  }

  /** The path of the group that a group is in; empty at the top. */
  public static String parent(String path) {
    int slash = lastSlash(path);
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The name of a group. */
  public static String name(String path) {
    return path.substring(lastSlash(path) + 1).replace("~/", "/");
  }

  private static int lastSlash(String path) {
    int slash = path.lastIndexOf('/');
    while (slash > 0 && path.charAt(slash - 1) == '~') {
      slash = path.lastIndexOf('/', slash - 1);
    }
    return slash;
  }
}
