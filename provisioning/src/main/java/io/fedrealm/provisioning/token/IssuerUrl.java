package io.fedrealm.provisioning.token;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Which URLs are an issuer that is a realm of a Keycloak, or the address of one. */
public final class IssuerUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private IssuerUrl() {}

  /**
   * What is wrong with it; empty when nothing is.
   *
   * @param what the setting's name
   */
  public static List<String> problems(String what, String issuer) {
    try {
      URI url = URI.create(issuer);
      String host = url.getHost();
      boolean safe =
          "https".equals(url.getScheme())
              || "http".equals(url.getScheme()) && LOOPBACK.contains(host);
      boolean bare =
          url.getRawQuery() == null && url.getRawFragment() == null && url.getUserInfo() == null;
      if (host != null && safe && bare && url.getPath().matches(".*/realms/[^/]+")) {
        return List.of();
      }
    } catch (IllegalArgumentException e) {
      // Told below, with all others.
    }
    return List.of(
        "the "
            + what
            + " is https://HOST/realms/NAME (http only on this machine), without a slash at the"
            + " end");
  }
}
