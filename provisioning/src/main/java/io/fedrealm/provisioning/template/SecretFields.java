package io.fedrealm.provisioning.template;

import java.util.regex.Pattern;

/** Knows which values of a realm representation are secrets. */
public final class SecretFields {

  /** What Keycloak writes in place of a secret in an export. */
  public static final String MASK = "**********";

  private static final Pattern SECRET_PATH =
      Pattern.compile(
          "\\.clients\\[\\d+]\\.(secret|registrationAccessToken)"
              + "|\\.smtpServer\\.(password|authTokenClientSecret)"
              + "|\\.credentials\\[\\d+]\\.(value|secretData)"
              + "|\\.identityProviders\\[\\d+]\\.config\\.clientSecret"
              + "|\\.config\\.(bindCredential|privateKey|keystorePassword|keyPassword|secret)(\\[\\d+])?"
              + "|\\['(client\\.secret\\.rotated|jwt\\.credential\\.secret)']");

  private SecretFields() {}

  /**
   * Whether a value is a secret.
   *
   * @param path JSON path in a realm representation, {@code $.clients[0].secret}
   */
  public static boolean isSecret(String path) {
    return SECRET_PATH.matcher(path).find();
  }
}
