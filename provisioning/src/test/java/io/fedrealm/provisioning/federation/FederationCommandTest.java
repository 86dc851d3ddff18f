package io.fedrealm.provisioning.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.error.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederationCommandTest {

  private static final String PLATFORM = "https://platform.example/realms/flnet";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform.example",
        "https://platform.example",
        "https://platform.example/realms/flnet/",
        "https://platform.example/realms/flnet?x=1",
        "http://platform.example/realms/flnet",
        "ftp://platform.example/realms/flnet"
      })
  void anAddressThatIsNoRealmOfAPlatformIsRefused(String platform) {
    CliSupport.Result refused = offer(platform, folder.resolve("secret"));

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("https://HOST/realms/NAME", platform);
  }

  @Test
  void aSecretThatCannotBeWrittenIsToldBeforeTheServerIsAsked() {
    CliSupport.Result refused = offer(PLATFORM, folder.resolve("missing/secret"));

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("missing is no folder that you may write to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "61"})
  void aFileIsRenewedSoonEnoughAndNotAllTheTime(String every) {
    CliSupport.Result refused = assertion("--watch", "--every", every);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--every is 5 to 60");
  }

  @Test
  void withoutTheLinksSecretItIsSaidWhereItComesFrom() {
    CliSupport.Result refused = assertion();

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("FEDREALM_LINK_SECRET_FILE", "fedrealm federation offer");
  }

  private static CliSupport.Result offer(String platform, Path secret) {
    return CliSupport.run(
        server(),
        "federation",
        "offer",
        "--realm",
        "hospital",
        "--platform",
        platform,
        "--secret-out",
        secret.toString());
  }

  private CliSupport.Result assertion(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("federation", "assertion", "--realm", "hospital", "--out"));
    arguments.add(folder.resolve("assertion").toString());
    arguments.addAll(List.of(more));
    return CliSupport.run(server(), arguments.toArray(String[]::new));
  }

  private static Map<String, String> server() {
    return Map.of("FEDREALM_SERVER_URL", "http://127.0.0.1:1");
  }
}
