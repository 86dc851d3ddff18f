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

  private static final TemplateVariable SECRET = new TemplateVariable("API_SECRET", true, true);

  @TempDir private Path folder;
  private SecretsFile secrets;

  @BeforeEach
  void secretsFile() {
    secrets = SecretsFile.open(folder.resolve("secrets.env"));
  }

  private Map<String, String> resolve(
      List<TemplateVariable> used, Map<String, String> environment) {
    return TemplateValues.resolve(
        used, environment, secrets, RememberedValues.open(folder.resolve("values.env")));
  }

  @Test
  void aValueThatWasGivenOnceIsThereTheNextTime() throws IOException {
    List<TemplateVariable> used = List.of(new TemplateVariable("SITE_NAME", false, false), SECRET);

    resolve(used, Map.of("SITE_NAME", "Site = one", "API_SECRET", "from outside"));

    assertThat(resolve(used, Map.of())).containsEntry("SITE_NAME", "Site = one");
    assertThat(resolve(used, Map.of("SITE_NAME", "two"))).containsEntry("SITE_NAME", "two");
    assertThat(resolve(used, Map.of("SITE_NAME", ""))).containsEntry("SITE_NAME", "two");
    assertThat(Files.readString(folder.resolve("values.env")))
        .endsWith("\nSITE_NAME=two\n")
        .doesNotContain("from outside");
  }

  @Test
  void aSecretThatIsNowhereIsGeneratedAndKept() {
    Map<String, String> values = resolve(List.of(SECRET), Map.of());

    assertThat(values.get("API_SECRET")).hasSize(43).isEqualTo(secrets.get("API_SECRET"));
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    secrets.generate(List.of("API_SECRET"));

    assertThat(resolve(List.of(SECRET), Map.of("API_SECRET", "from outside")))
        .containsEntry("API_SECRET", "from outside");
    assertThat(resolve(List.of(SECRET), Map.of("API_SECRET", "")))
        .containsEntry("API_SECRET", secrets.get("API_SECRET"));
  }

  @Test
  void aSecretFromTheEnvironmentIsNotWritten() {
    resolve(List.of(SECRET), Map.of("API_SECRET", "from outside"));

    assertThat(secrets.path()).doesNotExist();
  }

  @Test
  void aVariableGivenAsAFileIsLeftToTheEngine() throws IOException {
    secrets.generate(List.of("API_SECRET"));
    Path file = Files.writeString(folder.resolve("api"), "from a file\n");

    Map<String, String> values =
        resolve(List.of(SECRET), Map.of("API_SECRET_FILE", file.toString()));

    assertThat(values)
        .containsEntry("API_SECRET_FILE", file.toString())
        .doesNotContainKey("API_SECRET");
  }

  @Test
  void theFrontendHasADefaultOnADevelopersMachine() {
    TemplateVariable frontend = new TemplateVariable("FRONTEND_BASE_URL", false, true);

    assertThat(resolve(List.of(frontend), Map.of()))
        .containsEntry("FRONTEND_BASE_URL", "http://localhost:4200");
    assertThat(resolve(List.of(frontend), Map.of("FRONTEND_BASE_URL", "http://localhost:1")))
        .containsEntry("FRONTEND_BASE_URL", "http://localhost:1");
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnceAndNothingIsGenerated() {
    List<TemplateVariable> required =
        List.of(
            SECRET,
            new TemplateVariable("SITE_NAME", false, true),
            new TemplateVariable("DOMAIN", false, true),
            new TemplateVariable("OTHER_SECRET", true, true));

    CommandException e =
        catchThrowableOfType(
            CommandException.class,
            () -> resolve(required, Map.of("OTHER_SECRET_FILE", "/does/not/exist")));

    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(e)
        .hasMessageContaining("SITE_NAME is not set")
        .hasMessageContaining("DOMAIN is not set")
        .hasMessageContaining("OTHER_SECRET_FILE names /does/not/exist")
        .hasMessageContaining("nothing was started");
    assertThat(secrets.path()).doesNotExist();
  }
}
