package io.fedrealm.provisioning.nvflare;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Which URLs the handlers take as an issuer, or as the address of a realm. */
final class IssuerUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private IssuerUrl() {}

  /**
   * What is wrong with it; empty when nothing is.
   *
   * @param what the setting's name
   */
  static List<String> problems(String what, String issuer) {
    try {
      URI url = URI.create(issuer);
      String host = url.getHost();
      boolean safe =
          "https".equals(url.getScheme())
              || "http".equals(url.getScheme()) && LOOPBACK.contains(host);
      if (host != null && safe && url.getPath().matches(".*/realms/[^/]+")) {
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
