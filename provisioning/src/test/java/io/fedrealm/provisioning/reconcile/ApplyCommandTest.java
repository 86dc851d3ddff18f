package io.fedrealm.provisioning.reconcile;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

  private static final String SECRET = "canary-0123456789-abcdef";

  private static final String LIVE =
      "{\"realm\":\"r\",\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"secret\":\"%s\"}]}";

  @TempDir private Path folder;
  private final FakeKeycloak server = new FakeKeycloak();
  private String template;

  @BeforeEach
  void writeTemplate() throws IOException {
    template =
        Files.writeString(
                folder.resolve("t.json"),
                "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"secret\": \"${C_SECRET}\"}]}")
            .toString();
    server.serverInfo("{}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result apply(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "apply";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = template;
    return run(environment(server, "C_SECRET", SECRET), all);
  }

  /** A realm with another secret, which is right once it was written. */
  private void liveWithOldSecret() {
    server.realm("r", LIVE.formatted("canary-old")).realm("r", LIVE.formatted(SECRET));
  }

  @Test
  void thePlanGoesToStandardOutputAndProgressToStandardError() {
    liveWithOldSecret();

    assertThat(apply())
        .isEqualTo(
            new Result(
                0,
                "Realm r\n  ~ client c\n      secret: (sensitive, from C_SECRET)\n0 to create, 1 to change.\n",
                "r 1/1 ~ client c\nApplied 1 change.\n"));
  }

  @Test
  void quietLeavesTheResultOnly() {
    liveWithOldSecret();

    Result result = apply("--quiet");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("1 to change").endsWith("Applied 1 change.\n");
  }

  @Test
  void theJsonOutputIsThePlan() {
    liveWithOldSecret();

    Result result = apply("--output", "json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("{").endsWith("}\n").contains("\"sensitive\" : true");
  }

  @Test
  void nothingToDoWritesNothing() {
    server.realm("r", LIVE.formatted(SECRET));

    assertThat(apply()).isEqualTo(new Result(0, "Realm r\n  no changes\nNo changes.\n", ""));
    assertThat(server.writes()).isEmpty();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aRefusalEndsWithOneAndSaysWhatStays() {
    liveWithOldSecret();
    server.answer("PUT", "/realms/r/clients/1", 400, "{\"error\":\"bad secret " + SECRET + "\"}");

    Result result = apply();

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .isEqualTo(
            """
            Error: Realm r, client c: bad secret (sensitive) (400 at PUT /admin/realms/r/clients/1)
            Nothing was changed in this realm before. Run apply again: it goes on from there.
            """);
  }

  @Test
  void aBugIsToldAsOneWithoutStackTrace() {
    server.realm("r", "{\"realm\":\"r\",\"clients\":[7]}");

    Result result = apply();

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .startsWith("Error: Unexpected error, a bug in fedrealm: java.lang.ClassCastException")
        .endsWith("Run again with --verbose for the place.\n")
        .doesNotContain("\tat ");
  }
}
