package io.fedrealm.provisioning.server;

/**
 * The theme that our login theme extends. A theme whose parent is gone is not among a server's
 * themes, and Keycloak shows its own pages instead.
 */
public final class ThemeParent {

  /**
   * Keycloak's login theme of 26; Keycloak 27 is to have another. A test reads theme.properties.
   */
  public static final String LOGIN = "keycloak.v2";

  private static final String OURS = "fedrealm";

  private ThemeParent() {}

  /**
   * Whether a theme that the server does not list is installed there, and only its parent is not.
   *
   * @param type of the theme, for example {@code login}
   * @param name of the theme
   */
  public static boolean isMissing(ServerCapabilities server, String type, String name) {
    return name.equals(OURS)
        && type.equals("login")
        && server.themes("email").contains(OURS)
        && !server.themes(type).contains(LOGIN);
  }

  /** What an operator can do about it. */
  public static String message(String name) {
    return "the login theme \"%s\" is installed, but its parent \"%s\" is not on this server:"
            .formatted(name, LOGIN)
        + " take a fedrealm-themes.jar that is made for this Keycloak, or another login theme; until"
        + " then people see Keycloak's own pages";
  }
}
