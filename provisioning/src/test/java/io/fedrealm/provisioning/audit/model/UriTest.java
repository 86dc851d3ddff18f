package io.fedrealm.provisioning.audit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*",
        "http://*",
        "https://app.example.org*",
        "https://a:8443*",
        "${BASE}*"
      })
  void aWildcardBeforeTheFirstSlashLeavesTheHostOpen(String uri) {
    assertThat(uri(uri, "").matchesAnyHost()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*",
        "https://app.example.org/*",
        "${BASE}/*",
        "https://app.example.org",
        "https://*.example.org/cb"
      })
  void aWildcardAfterItDoesNot(String uri) {
    assertThat(uri(uri, "").matchesAnyHost()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.org/*, https://app.example.org, true",
    "https://app.example.org/*, https://app.example.org/base/, true",
    "/cb/*, https://app.example.org, true",
    "/cb/*, '', false",
    "https://other.example.org/*, https://app.example.org, false",
    "https://app.example.org:8443/*, https://app.example.org, false",
    "http://app.example.org/*, https://app.example.org, false",
    "'${BASE}/*', '${BASE}', true",
    "'${BASE}/*', '${BASE}/', true",
    "'${BASE}/*', '${OTHER}', false"
  })
  void theRootUrlSaysWhichOriginIsTheOwn(String uri, String rootUrl, boolean own) {
    assertThat(uri(uri, rootUrl).isOfOwnOrigin()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "https://oauth.pstmn.io/v1/callback, true",
    "https://www.getpostman.com/oauth2/callback, true",
    "https://oidcdebugger.com/debug, true",
    "https://www.keycloak.org/app/*, true",
    "https://www.keycloak.org/*, true",
    "https://www.keycloak.org/docs, false",
    "https://pstmn.io.example.org/cb, false",
    "https://notjwt.io/cb, false",
    "/oauth.pstmn.io, false",
    "https://app.example.org/oauth.pstmn.io, false"
  })
  void pagesForEverybodysTestsAreKnown(String uri, boolean test) {
    assertThat(uri(uri, "https://oauth.pstmn.io").isPublicTestPage()).isEqualTo(test);
  }

  @ParameterizedTest
  @CsvSource({
    "http://app.example.org/cb, true",
    "HTTP://app.example.org/cb, true",
    "http://10.0.0.7/cb, true",
    "http://localhost.example.org/cb, true",
    "http://localhost/cb, false",
    "http://localhost:4200/cb, false",
    "http://app.localhost:4000/cb, false",
    "http://127.0.0.1:8999/cb, false",
    "http://[::1]:8999/cb, false",
    "https://app.example.org/cb, false",
    "'${BASE}/cb', false"
  })
  void onlyLoopbackMayUsePlainHttp(String uri, boolean plain) {
    assertThat(uri(uri, "").isPlainHttp()).isEqualTo(plain);
  }

  private static Uri uri(String text, String rootUrl) {
    return new Uri(new Node(TextNode.valueOf(text), "$", "$"), text, rootUrl);
  }
}
