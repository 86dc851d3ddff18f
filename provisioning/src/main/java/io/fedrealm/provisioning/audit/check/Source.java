package io.fedrealm.provisioning.audit.check;

/**
 * Where a rule comes from.
 *
 * @param text what to call it
 * @param url where to read it; empty when it has no address
 */
public record Source(String text, String url) {

  /** A section of an RFC. */
  public static Source rfc(int number, String section) {
    return new Source(
        "RFC " + number + " section " + section,
        "https://www.rfc-editor.org/rfc/rfc" + number + "#section-" + section);
  }

  /** A chapter of Keycloak's Server Administration Guide. */
  public static Source keycloak(String chapter) {
    return new Source(
        "Keycloak Server Administration Guide, " + chapter,
        "https://www.keycloak.org/docs/latest/server_admin/");
  }

  /** A guide of Keycloak's. */
  public static Source keycloakGuide(String title, String path) {
    return new Source("Keycloak guide, " + title, "https://www.keycloak.org/" + path);
  }

  /** A requirement of OWASP's Application Security Verification Standard 4.0.3. */
  public static Source asvs(String requirement) {
    return new Source(
        "OWASP ASVS 4.0.3 " + requirement, "https://github.com/OWASP/ASVS/tree/v4.0.3/4.0/en");
  }

  /** A cheat sheet of OWASP's. */
  public static Source cheatSheet(String title) {
    return new Source(
        "OWASP " + title + " Cheat Sheet",
        "https://cheatsheetseries.owasp.org/cheatsheets/"
            + title.replace(' ', '_')
            + "_Cheat_Sheet.html");
  }

  /** A finding of the review of FLNet's published realms. */
  public static Source flnet(int finding) {
    return new Source("FLNet review, finding " + finding, "");
  }

  /** A framework's own code. */
  public static Source framework(String text) {
    return new Source(text, "");
  }

  /** Seen on a server. */
  public static Source experiment(String version) {
    return new Source("Seen on Keycloak " + version, "");
  }
}
