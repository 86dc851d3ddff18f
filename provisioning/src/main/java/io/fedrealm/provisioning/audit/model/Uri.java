package io.fedrealm.provisioning.audit.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address in a client's settings. A leading variable ({@code ${FRONTEND_BASE_URL}}) that has no
 * value yet stands for some origin.
 *
 * @param node where it stands
 * @param text the address as it stands
 * @param rootUrl the client's root URL, which a relative address is relative to; may be empty
 */
public record Uri(Node node, String text, String rootUrl) {

  private static final Pattern ORIGIN =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|\\$\\{[^{}]+}[^/?#]*)(.*)");

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "https?://(([A-Za-z0-9-]+\\.)*localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9*]+)?");

  /** Pages on which developers look at tokens; of each its subdomains, too. */
  private static final Pattern TEST_PAGE =
      Pattern.compile(
          "(?i)https?://([a-z0-9-]+\\.)*(pstmn\\.io|getpostman\\.com|postman\\.com|postman\\.co"
              + "|postman-echo\\.com|oidcdebugger\\.com|oauthdebugger\\.com|openidconnect\\.net"
              + "|oauth\\.com|oauth\\.tools|jwt\\.io|jwt\\.ms|webhook\\.site|requestbin\\.com"
              + "|pipedream\\.net|httpbin\\.org|hoppscotch\\.io|insomnia\\.rest|samltest\\.id"
              + "|(editor|petstore)\\.swagger\\.io"
              + "|oidc-playground\\.org|developers\\.google\\.com)(:[0-9*]+)?");

  /** Keycloak's page for trying a login ({@code https://www.keycloak.org/app/}). */
  private static final Pattern KEYCLOAKS_TEST_PAGE =
      Pattern.compile("(?i)https://www\\.keycloak\\.org/(app/?.*|\\*)");

  /** Whether it leads to a page that is there for everybody's tests. */
  public boolean isPublicTestPage() {
    return TEST_PAGE.matcher(origin()).matches() || KEYCLOAKS_TEST_PAGE.matcher(text).matches();
  }

  /** Whether it is relative to the root URL, or without one to Keycloak's own address. */
  public boolean isRelative() {
    return text.startsWith("/");
  }

  /** Whether it ends in a wildcard: Keycloak knows no other place for one. */
  public boolean hasWildcard() {
    return text.endsWith("*");
  }

  /**
   * Whether its wildcard leaves the host open: {@code *}, {@code https://*}, {@code https://a*}.
   */
  public boolean matchesAnyHost() {
    return hasWildcard() && !isRelative() && (origin().endsWith("*") || origin().isEmpty());
  }

  /** Whether it is of the origin that the client's root URL names. */
  public boolean isOfOwnOrigin() {
    String own = originOf(rootUrl);
    return !own.isEmpty() && (isRelative() || origin().equals(own));
  }

  /** Scheme, host and port; empty when it has none. */
  public String origin() {
    return originOf(text);
  }

  /** Whether anybody on the way can read it. */
  public boolean isPlainHttp() {
    return text.toLowerCase(java.util.Locale.ROOT).startsWith("http://") && !isLoopback();
  }

  /** Whether it leads to the machine that the browser runs on. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(origin()).matches();
  }

  private static String originOf(String uri) {
    Matcher matcher = ORIGIN.matcher(uri);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
