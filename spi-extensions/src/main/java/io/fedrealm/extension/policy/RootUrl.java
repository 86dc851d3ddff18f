package io.fedrealm.extension.policy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.util.ResolveRelative;

/**
 * The root URL of a client: where the application lives, and so the only place where a redirect URI
 * may leave the path open.
 *
 * @param url the URL as RedirectUtils resolves it, without which a relative URI is one of
 *     Keycloak's own; empty when the client has none
 * @param isKeycloak whether it is Keycloak itself: the built-in clients
 * @param realm the name of the realm
 */
record RootUrl(String url, boolean isKeycloak, String realm) {

  private static final String WILDCARD = "*";

  /**
   * Resolves a root URL.
   *
   * @param session the session of the request
   * @param realm the name of the realm
   * @param configured the client's property; may be null
   * @return the root URL
   */
  static RootUrl of(KeycloakSession session, String realm, String configured) {
    if (configured == null || configured.isBlank()) {
      return new RootUrl("", false, realm);
    }
    boolean isKeycloak =
        configured.equals(Constants.AUTH_BASE_URL_PROP)
            || configured.equals(Constants.AUTH_ADMIN_URL_PROP);
    return new RootUrl(
        isKeycloak ? ResolveRelative.resolveRootUrl(session, configured) : configured,
        isKeycloak,
        realm);
  }

  /**
   * What speaks against a redirect URI.
   *
   * @param uri the redirect URI, absolute or beginning with a slash
   * @return the reason; empty when nothing does
   */
  Optional<String> fault(String uri) {
    boolean isRelative = uri.startsWith("/");
    if (isRelative && url.isEmpty()) {
      return uri.contains(WILDCARD) ? Optional.of(wildcardFault()) : Optional.empty();
    }
    String absolute = isRelative ? url + uri : uri;
    Optional<URI> address = WebAddress.parse(absolute);
    boolean isOpen = absolute.contains(WILDCARD);
    if (isOpen && address.filter(open -> isOpenBelowHere(absolute, open)).isEmpty()) {
      return Optional.of(wildcardFault());
    }
    if (address.isEmpty() || address.get().getRawFragment() != null) {
      return Optional.of("is no address with scheme and host, without user and fragment");
    }
    // How Keycloak itself is reached is not the client's choice.
    return isRelative && isKeycloak ? Optional.empty() : WebAddress.transportFault(address.get());
  }

  private boolean isOpenBelowHere(String absolute, URI address) {
    boolean isLastSegment =
        absolute.endsWith("/" + WILDCARD)
            && absolute.indexOf(WILDCARD) == absolute.length() - 1
            && address.getRawQuery() == null;
    return isLastSegment && (isKeycloak ? isPageOfTheRealm(absolute) : isSameOrigin(address));
  }

  private boolean isSameOrigin(URI address) {
    return WebAddress.parse(url)
        .filter(root -> WebAddress.origin(root).equals(WebAddress.origin(address)))
        .isPresent();
  }

  /** The account console and the admin console of this realm, but not the rest of the server. */
  private boolean isPageOfTheRealm(String absolute) {
    return List.of("/realms/" + realm + "/account/", "/admin/" + realm + "/console/").stream()
        .anyMatch(path -> absolute.startsWith(url + path));
  }

  private String wildcardFault() {
    return "a wildcard is only allowed as the last segment of a path on the host and port of the"
        + " root URL of the client"
        + (url.isEmpty() ? ", and the client has none" : "");
  }
}
