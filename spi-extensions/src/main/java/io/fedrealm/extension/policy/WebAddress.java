package io.fedrealm.extension.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be said about an address without asking anybody. Pure functions. */
final class WebAddress {

  /** The names of this machine; no name service is asked (RFC 8252 section 7.3). */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebAddress() {}

  /**
   * Reads an absolute address.
   *
   * @param text any text
   * @return the address; empty when it has no scheme or host, or a user, or is not well formed
   */
  static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null && uri.getHost() != null && uri.getRawUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * What speaks against an address because of how one gets there.
   *
   * @param uri an absolute address
   * @return the reason; empty for https, and for http on this machine
   */
  static Optional<String> transportFault(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("https")) {
      return Optional.empty();
    }
    if (!scheme.equals("http")) {
      return Optional.of("only https is allowed, and http for localhost, 127.0.0.1 and [::1]");
    }
    return LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("plain http is only allowed for localhost, 127.0.0.1 and [::1]");
  }

  /**
   * What speaks against a web origin.
   *
   * @param text the web origin
   * @return the reason; empty for scheme, host and port alone (RFC 6454 section 6.2)
   */
  static Optional<String> originFault(String text) {
    if (text.contains("*")) {
      return Optional.of("a wildcard lets every page read the answers");
    }
    Optional<URI> uri = parse(text);
    if (uri.isEmpty()
        || !text.equals(uri.get().getScheme() + "://" + uri.get().getRawAuthority())) {
      return Optional.of("is no origin: scheme, host and port are needed and nothing else");
    }
    return transportFault(uri.get());
  }

  /**
   * The origin of an address.
   *
   * @param uri an absolute address
   * @return scheme, host and port, comparable
   */
  static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    if (port < 0) {
      port = scheme.equals("https") ? 443 : 80;
    }
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
