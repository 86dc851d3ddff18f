package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateValuesTest {

  private static final RequiredVariable SECRET = new RequiredVariable("API_SECRET", true);

  @TempDir private Path folder;
  private SecretsFile secrets;

  @BeforeEach
  void secretsFile() {
    secrets = SecretsFile.open(folder.resolve("secrets.env"));
  }

  @Test
  void aSecretThatIsNowhereIsGeneratedAndKept() {
    Map<String, String> values = TemplateValues.resolve(List.of(SECRET), Map.of(), secrets);

    assertThat(values.get("API_SECRET")).hasSize(43).isEqualTo(secrets.get("API_SECRET"));
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    secrets.generate(List.of("API_SECRET"));

    assertThat(
            TemplateValues.resolve(List.of(SECRET), Map.of("API_SECRET", "from outside"), secrets))
        .containsEntry("API_SECRET", "from outside");
    assertThat(TemplateValues.resolve(List.of(SECRET), Map.of("API_SECRET", ""), secrets))
        .containsEntry("API_SECRET", secrets.get("API_SECRET"));
  }

  @Test
  void aSecretFromTheEnvironmentIsNotWritten() {
    TemplateValues.resolve(List.of(SECRET), Map.of("API_SECRET", "from outside"), secrets);

    assertThat(secrets.path()).doesNotExist();
  }

  @Test
  void aVariableGivenAsAFileIsLeftToTheEngine() throws IOException {
    secrets.generate(List.of("API_SECRET"));
    Path file = Files.writeString(folder.resolve("api"), "from a file\n");

    Map<String, String> values =
        TemplateValues.resolve(
            List.of(SECRET), Map.of("API_SECRET_FILE", file.toString()), secrets);

    assertThat(values)
        .containsEntry("API_SECRET_FILE", file.toString())
        .doesNotContainKey("API_SECRET");
  }

  @Test
  void theFrontendHasADefaultOnADevelopersMachine() {
    RequiredVariable frontend = new RequiredVariable("FRONTEND_BASE_URL", false);

    assertThat(TemplateValues.resolve(List.of(frontend), Map.of(), secrets))
        .containsEntry("FRONTEND_BASE_URL", "http://localhost:4200");
    assertThat(
            TemplateValues.resolve(
                List.of(frontend), Map.of("FRONTEND_BASE_URL", "http://localhost:1"), secrets))
        .containsEntry("FRONTEND_BASE_URL", "http://localhost:1");
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnceAndNothingIsGenerated() {
    List<RequiredVariable> required =
        List.of(
            SECRET,
            new RequiredVariable("SITE_NAME", false),
            new RequiredVariable("DOMAIN", false),
            new RequiredVariable("OTHER_SECRET", true));

    CommandException e =
        catchThrowableOfType(
            CommandException.class,
            () ->
                TemplateValues.resolve(
                    required, Map.of("OTHER_SECRET_FILE", "/does/not/exist"), secrets));

    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(e)
        .hasMessageContaining("SITE_NAME is not set")
        .hasMessageContaining("DOMAIN is not set")
        .hasMessageContaining("OTHER_SECRET_FILE names /does/not/exist")
        .hasMessageContaining("nothing was started");
    assertThat(secrets.path()).doesNotExist();
  }
}
