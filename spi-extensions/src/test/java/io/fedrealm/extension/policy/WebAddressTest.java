package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.org",
        "https://app.example.org:8443",
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://[::1]:8080"
      })
  void schemeHostAndPortAreAWebOrigin(String origin) {
    assertThat(WebAddress.originFault(origin)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*, a wildcard lets every page read the answers",
    "https://*.example.org, a wildcard lets every page read the answers",
    "http://app.example.org, plain http is only allowed for localhost",
    "https://app.example.org/, is no origin",
    "https://app.example.org/path, is no origin",
    "https://user@app.example.org, is no origin",
    "app.example.org, is no origin",
    "null, is no origin",
    "file://localhost, only https is allowed"
  })
  void anythingElseIsRefused(String origin, String reason) {
    assertThat(WebAddress.originFault(origin))
        .hasValueSatisfying(text -> assertThat(text).startsWith(reason));
  }
}
