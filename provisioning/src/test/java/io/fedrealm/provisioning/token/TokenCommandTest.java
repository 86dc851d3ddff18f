package io.fedrealm.provisioning.token;

import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenCommandTest {

  private static final String TOKEN =
      encode("{\"alg\":\"RS256\"}")
          + "."
          + encode("{\"role\":\"reader\",\"iat\":1000,\"exp\":1300}")
          + ".c2lnbmF0dXJl";

  private final FakeKeycloak server = new FakeKeycloak();

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result token(Map<String, String> environment, String... more) {
    server.answerLogin(200, "application/json", "{\"access_token\":\"" + TOKEN + "\"}");
    String[] all = new String[more.length + 7];
    String[] fixed = {"token", "--server", server.url(), "--realm", "r", "--client", "api-reader"};
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return run(environment, all);
  }

  @Test
  void claimsAreShownAndTheTokenIsNot() {
    Result result = token(Map.of("FEDREALM_CLIENT_SECRET", "canary-of-the-service"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Signed with RS256, valid 300 s, until 1970-01-01T00:21:40Z")
        .contains("\"role\" : \"reader\"")
        .doesNotContain(TOKEN, "c2lnbmF0dXJl");
    assertThat(server.logins()).singleElement().asString().contains("canary-of-the-service");
  }

  @Test
  void theTokenItselfIsPrintedOnlyWhenAskedForAndAlone() {
    Result result =
        token(Map.of("READER_SECRET", "canary-x"), "--raw", "--secret-from", "READER_SECRET");

    assertThat(result.out()).isEqualTo(TOKEN + System.lineSeparator());
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aMissingSecretIsNamedAndNothingIsAsked() {
    Result result = token(Map.of());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("set FEDREALM_CLIENT_SECRET, or FEDREALM_CLIENT_SECRET_FILE");
    assertThat(server.logins()).isEmpty();
  }
}
