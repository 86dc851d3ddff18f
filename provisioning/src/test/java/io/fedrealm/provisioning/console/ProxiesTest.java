package io.fedrealm.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://secure:3128",
          "http_proxy", "http://plain:3128",
          "NO_PROXY", "inner.example, .dmz.example");

  @ParameterizedTest
  @CsvSource({
    "https://id.example, http://secure:3128",
    "http://id.example, http://plain:3128",
    "https://inner.example,",
    "https://id.inner.example,",
    "https://a.dmz.example,",
    "https://notinner.example, http://secure:3128",
    "http://localhost:8080,",
    "http://127.0.0.1:8080,"
  })
  void theEnvironmentSaysWhichServersAreReachedByAProxy(URI server, String proxy) {
    assertThat(Proxies.of(server, ENVIRONMENT).orElse(null)).isEqualTo(proxy);
  }
}
