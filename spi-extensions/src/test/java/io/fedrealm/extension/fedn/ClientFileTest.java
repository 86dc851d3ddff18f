package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.AccessTokenResponse;

class ClientFileTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.org/realms/fedn/fedn/api/token/refresh/",
        "https://id.example.org/realms/$(touch x)/fedn",
        "https://id.example.org/realms/`id`;id&id|id>x<y",
        "https://id.example.org/realms/it's'; id; echo '",
        "https://id.example.org/realms/a\\b\"c\"$HOME!*?~"
      })
  void theLinesForAShellSetJustWhatTheySay(String address) throws Exception {
    AccessTokenResponse tokens = new AccessTokenResponse();
    tokens.setToken("a.b.c");
    tokens.setRefreshToken("d.e.f");

    String lines = ClientFile.environment(tokens, address);

    assertThat(shell(lines + "printf %s \"$FEDN_AUTH_REFRESH_TOKEN_URI\"")).isEqualTo(address);
    assertThat(shell(lines + "printf %s \"$FEDN_AUTH_TOKEN $FEDN_AUTH_REFRESH_TOKEN\""))
        .isEqualTo("a.b.c d.e.f");
  }

  private static String shell(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
