package io.fedrealm.provisioning.realm;

import java.util.List;
import java.util.regex.Pattern;

/** Knows which values of a realm representation are secrets. */
public final class SecretFields {

  /** What Keycloak writes in place of a secret in an export. */
  public static final String MASK = Mask.TEXT;

  /**
   * The realm's attribute by which secrets that Keycloak masks are compared; never in a template.
   */
  public static final String MARKS = "fedrealm.secrets";

  private static final List<String> PATHS =
      List.of(
          "\\.clients\\[\\d+]\\.(secret|registrationAccessToken)",
          "\\.clients\\[\\d+]\\.attributes\\['"
              + "(client\\.secret\\.rotated|jwt\\.credential\\.secret"
              + "|saml\\.(signing|encryption)\\.private\\.key)']",
          "^\\$\\.(privateKey|codeSecret)",
          "\\.smtpServer\\.(password|authTokenClientSecret)",
          "\\.credentials\\[\\d+]\\.(value|secretData)",
          "\\.config(\\.([A-Za-z0-9_-]*([sS]ecret|[pP]assword)|bindCredential|privateKey)"
              + "|\\['([A-Za-z0-9._-]*([sS]ecret|[pP]assword)|(secret|api)\\.key)'])");

  /** The value itself, or what stands wrongly in its place: a list, an object. */
  private static final Pattern SECRET =
      Pattern.compile("(" + String.join("|", PATHS) + ")($|[\\[.])");

  private SecretFields() {}

  /**
   * Whether a value is a secret.
   *
   * @param path JSON path in a realm representation, {@code $.clients[0].secret}
   */
  public static boolean isSecret(String path) {
    return SECRET.matcher(path).find();
  }
}
