package io.fedrealm.provisioning.template.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.CliSupport.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values out of a file and secrets out of a folder. */
class ValuesTest {

  private static final String CANARY = "canary-0123456789-abcdef";

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("values.env"), text).toString();
  }

  private Variables variables(String text, Map<String, String> environment) throws IOException {
    return new Variables(environment).withFile(file(text));
  }

  @Test
  void aFileGivesValuesAsTheyStand() throws Exception {
    Variables variables = variables("# a site\n\nSITE=Site one = \"A\"\nEMPTY=\n", Map.of());

    assertThat(variables.shown("SITE")).contains("Site one = \"A\"");
    assertThat(variables.shown("EMPTY")).isEmpty();
  }

  @Test
  void theEnvironmentGoesFirst() throws Exception {
    assertThat(variables("SITE=file", Map.of("SITE", "environment")).shown("SITE"))
        .contains("environment");
  }

  @Test
  void aSecretIsOnlyNamedInTheFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("s"), CANARY + "\n");

    assertThat(variables("A_SECRET_FILE=" + secret, Map.of()).get("A_SECRET")).contains(CANARY);
    assertThatThrownBy(() -> variables("A=b\nA_SECRET=" + CANARY + "\n", Map.of()))
        .hasMessageContaining("values.env:2: A_SECRET is a secret and does not belong into this")
        .hasMessageNotContaining(CANARY);
    assertThat(variables("KEY=" + CANARY, Map.of()).get("KEY"))
        .as("where a secret stands, a plain value of the file does not count")
        .isEmpty();
  }

  @Test
  void everyWrongLineIsTold() {
    assertThatThrownBy(() -> variables("a=b\nX=1\nX=2\nQ=\"q\"\nKC_DB_URL=x\nno line\n", Map.of()))
        .hasMessage(
            ("The values cannot be used, nothing was sent:\n"
                    + "  %1$s:1: is not of the form NAME=value\n"
                    + "  %1$s:3: names X for the second time\n"
                    + "  %1$s:4: the value stands without quotes here: quotes would be a part of it\n"
                    + "  %1$s:5: no template may use the variable KC_DB_URL: take it out\n"
                    + "  %1$s:6: is not of the form NAME=value")
                .formatted(folder.resolve("values.env")));
  }

  @Test
  void aFolderGivesSecretsAndNothingThatIsShown() throws Exception {
    Files.writeString(folder.resolve("A_SECRET"), CANARY + "\n");
    Variables variables = new Variables(Map.of("FEDREALM_SECRETS_DIR", folder.toString()));

    assertThat(variables.get("A_SECRET")).contains(CANARY);
    assertThat(variables.get("B_SECRET")).isEmpty();
    assertThat(variables.get("../" + folder.getFileName() + "/A_SECRET")).isEmpty();
    assertThat(variables.shown("A_SECRET")).isEmpty();
  }

  @Test
  void withoutTheEnvironmentOnlyFileAndFolderCount() throws Exception {
    Files.writeString(folder.resolve("A_SECRET"), CANARY);
    Map<String, String> environment =
        Map.of(
            "SITE", "environment", "B_SECRET", CANARY, "FEDREALM_SECRETS_DIR", folder.toString());
    Variables variables = variables("OTHER=file", environment).withoutEnvironment();

    assertThat(variables.shown("SITE")).isEmpty();
    assertThat(variables.get("B_SECRET")).isEmpty();
    assertThat(variables.shown("OTHER")).contains("file");
    assertThat(variables.get("A_SECRET")).contains(CANARY);
  }

  @Test
  void theCommandListsMeaningRuleDefaultAndSourceAndNoSecret() throws Exception {
    Map<String, String> environment =
        Map.of("LOCAL_LEARNING_SECRET", CANARY, "FLNET_CLIENT_ACCENT", "blue");
    String values = file("FRONTEND_BASE_URL=https://flnet.example.org\n");

    Result result = CliSupport.run(environment, "variables", "--values", values, "flnet-client");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("FLNET_CLIENT_REALM (default: FLNet-Client)\n    name of the realm.")
        .contains("FRONTEND_BASE_URL (from " + values + "; no default)\n    origin of the web")
        .contains("LOCAL_LEARNING_SECRET (from environment; no default)\n")
        .contains("DATA_IMPORTER_SECRET (missing; no default)\n")
        .contains("FLNET_CLIENT_ACCENT (from environment; default: empty)\n")
        .contains("Not usable: the variable FLNET_CLIENT_ACCENT has to be # and six")
        .contains("version of the terms for data access that people have to accept")
        .doesNotContain(CANARY);
    assertThat(CliSupport.run(environment, "variables", "-o", "json", "api").out())
        .startsWith("[ {")
        .contains("\"name\" : \"API_READER_SECRET\"", "\"default\" : \"180\"");
  }

  @Test
  void aCommandTakesThemFromAFileThatIsNamed() throws Exception {
    String values = file("API_REALM=mine\n");
    Map<String, String> environment = Map.of("FEDREALM_VALUES_FILE", values);

    assertThat(CliSupport.run(environment, "render", "--keep-placeholders", "api").out())
        .contains("\"realm\" : \"mine\"");
    assertThat(
            CliSupport.run(
                    Map.of("API_REALM", "env"),
                    "render",
                    "--keep-placeholders",
                    "--values",
                    values,
                    "--only-values",
                    "api")
                .err())
        .as("secrets are markers of the environment there")
        .contains("API_READER_SECRET is not set");
  }
}
