package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.Fedrealm;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AuditCommandTest {

  private static final int FOUND = 3;
  private static final String GOOD = "src/test/resources/audit/good-26.json";
  private static final String BAD = "src/test/resources/audit/bad-defaults-26.json";

  @TempDir Path folder;

  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void forget() {
    out = new StringWriter();
    err = new StringWriter();
  }

  @ParameterizedTest
  @CsvSource({
    GOOD + ", high, 0",
    GOOD + ", medium, 0",
    GOOD + ", low, 3",
    BAD + ", high, 3",
    BAD + ", medium, 3",
    BAD + ", low, 3"
  })
  void theExitCodeSaysWhetherThereIsAFindingOfTheSeverity(String file, String failOn, int code) {
    assertThat(audit(file, "--fail-on", failOn)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m34-audit-first-broker-login", "m07-group-no-slash"})
  void aFlowOfKeycloaksAndAGroupWithoutItsFirstSlashAreThere(String input) {
    audit("src/test/resources/adopt/" + input + ".json");

    assertThat(out.toString()).isNotEmpty().doesNotContain("FR-REF");
  }

  @Test
  void withoutASeverityMediumCounts() throws IOException {
    Path low = write("low.json", "{\"realm\": \"a\", \"keycloakVersion\": \"26.0.0\"}");
    assertThat(audit(GOOD)).isEqualTo(ExitCode.OK);
    assertThat(audit(low.toString())).isEqualTo(FOUND);
  }

  @Test
  void severalRealmsAreToldTogether() {
    assertThat(audit(GOOD, "flnet-client", BAD)).isEqualTo(FOUND);
    assertThat(out.toString())
        .contains("Realm hospital", "Realm FLNet-Client", "Realm fresh", "in 3 realms");
  }

  @Test
  void jsonAndSarifAreNothingButJson() throws IOException {
    assertThat(audit(BAD, "--output", "json")).isEqualTo(FOUND);
    assertThat(json().path("schemaVersion").asInt()).isEqualTo(1);
    forget();
    assertThat(audit(BAD, "-o", "sarif")).isEqualTo(FOUND);
    assertThat(json().path("version").asText()).isEqualTo("2.1.0");
    assertThat(json().at("/runs/0/tool/driver/version").asText()).matches("\\d+\\.\\d+\\..*");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsLivedWithDoesNotFail() throws IOException {
    Path realm =
        write(
            "realm.json",
            Files.readString(Path.of(GOOD)).replace("\"clientPolicies\": {", "\"before\": {"));
    assertThat(audit(realm.toString())).isEqualTo(FOUND);
    Path suppressions =
        write(
            "lived-with.json",
            """
            {"suppressions": [{"rule": "FR-POLICY-01", "path": "$.clientPolicies",
              "reason": "policies come with the next upgrade", "expires": "%s"}]}
            """
                .formatted(LocalDate.now().plusDays(30)));
    forget();
    assertThat(audit(realm.toString(), "--suppressions", suppressions.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("1 suppressed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-such-file.json",
        BAD + " --fail-on info",
        BAD + " --output yaml",
        BAD + " --suppressions no-such-file.json",
        BAD + " --suppressions " + GOOD,
        "src/test/resources/audit/good-26.expected.json",
        "pom.xml"
      })
  void wrongInputIsToldAndNothingIsPrinted(String arguments) {
    assertThat(audit(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isNotBlank();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int audit(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "audit";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine command = Fedrealm.commandLine();
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
  }
}
