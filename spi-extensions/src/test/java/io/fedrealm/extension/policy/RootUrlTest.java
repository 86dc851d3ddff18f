package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootUrlTest {

  private static final String APP = "https://app.example.org";

  private final PolicyRealm given = new PolicyRealm("fl");

  private Optional<String> fault(String rootUrl, String uri) {
    return RootUrl.of(given.session, "fl", rootUrl).fault(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.org/callback",
        "https://app.example.org:8443/",
        "https://app.example.org",
        "https://app.example.org/callback?tenant=1",
        "http://localhost:8095/callback",
        "http://127.0.0.1/callback",
        "http://[::1]:3000/",
        "/callback"
      })
  void anExactAddressIsAllowedWithoutARootUrl(String uri) {
    assertThat(fault(null, uri)).isEmpty();
    assertThat(fault("", uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.org/*",
        "https://APP.example.org:443/deep/links/*",
        "/*",
        "/deep/links/*"
      })
  void aPathBelowTheRootUrlMayBeLeftOpen(String uri) {
    assertThat(fault(APP, uri)).isEmpty();
    assertThat(fault(null, uri))
        .hasValueSatisfying(reason -> assertThat(reason).endsWith("and the client has none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "https://*.example.org/*",
        "https://app.example.org*",
        "https://app.example.org:*",
        "https://app.example.org:8443/*",
        "http://app.example.org/*",
        "https://app.example.org.evil.test/*",
        "https://app.example.org@evil.test/*",
        "https://evil.test/*",
        "https://app.example.org/a*",
        "https://app.example.org/*/callback",
        "https://app.example.org/*/*",
        "https://app.example.org/callback?to=/*",
        "//evil.test*",
        "/callback*"
      })
  void nothingElseMayBeLeftOpen(String uri) {
    assertThat(fault(APP, uri))
        .contains(
            "a wildcard is only allowed as the last segment of a path on the host and port of the"
                + " root URL of the client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://*", "https://*.example.org", "app.example.org", "https://", "+"})
  void aRootUrlThatIsNoAddressOpensNothing(String rootUrl) {
    assertThat(fault(rootUrl, "/*")).isPresent();
    assertThat(fault(rootUrl, APP + "/*")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.org/callback, plain http is only allowed for localhost",
    "http://localhost.example.org/, plain http is only allowed for localhost",
    "http://127.0.0.1.nip.io/, plain http is only allowed for localhost",
    "myapp://callback, only https is allowed",
    "ftp://app.example.org/, only https is allowed",
    "urn:ietf:wg:oauth:2.0:oob, is no address with scheme and host",
    "javascript:alert(1), is no address with scheme and host",
    "app.example.org/callback, is no address with scheme and host",
    "https://user@app.example.org/, is no address with scheme and host",
    "https://app.example.org/#fragment, is no address with scheme and host",
    "https://app.example.org\\@evil.test/, is no address with scheme and host",
    "https:///callback, is no address with scheme and host"
  })
  void anAddressThatIsNotSafeToSendACodeToIsRefused(String uri, String reason) {
    assertThat(fault(APP, uri)).hasValueSatisfying(text -> assertThat(text).startsWith(reason));
  }

  @Test
  void aRelativeAddressIsAsSafeAsTheRootUrl() {
    assertThat(fault("http://app.example.org", "/callback")).isPresent();
    assertThat(fault("http://localhost:3000", "/*")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "${authBaseUrl}, /realms/fl/account/*",
    "${authAdminUrl}, /admin/fl/console/*",
    "${authBaseUrl}, https://keycloak.example.org/auth/realms/fl/account/*"
  })
  void theBuiltInClientsReturnToKeycloaksOwnPages(String rootUrl, String uri) {
    assertThat(fault(rootUrl, uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*",
        "/realms/*",
        "/realms/fl/*",
        "/realms/other/account/*",
        "/admin/other/console/*",
        "https://keycloak.example.org/*"
      })
  void theRestOfKeycloakIsNobodysOwnOrigin(String uri) {
    assertThat(fault("${authBaseUrl}", uri)).isPresent();
  }
}
