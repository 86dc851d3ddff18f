package io.fedrealm.provisioning.reconcile;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {

  private static final String SECRET = "canary-0123456789-abcdef";
  private static final String OLD_SECRET = "canary-live-9876543210";

  private static final String LIVE =
      "{\"realm\":\"r\",\"displayName\":\"%s\",\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"secret\":\"%s\"}]}";

  @TempDir private Path folder;
  private final FakeKeycloak server = new FakeKeycloak();
  private String template;
  private String plan;

  @BeforeEach
  void writeTemplate() throws IOException {
    plan = folder.resolve("p.json").toString();
    template = folder.resolve("t.json").toString();
    Files.writeString(
        Path.of(template),
        "{\"realm\": \"r\", \"displayName\": \"${TITLE:new}\","
            + " \"clients\": [{\"clientId\": \"c\", \"secret\": \"${C_SECRET}\"}]}");
    server.serverInfo("{}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result fedrealm(String... arguments) {
    return run(environment(server, "C_SECRET", SECRET), arguments);
  }

  private void live(String displayName, String secret) {
    server.realm("r", LIVE.formatted(displayName, secret));
  }

  @Test
  void holdsTheTemplateAndTheChangesAndNoSecret() throws IOException {
    live("old", OLD_SECRET);

    assertThat(fedrealm("plan", "--out", plan, template).exitCode())
        .isEqualTo(ExitCode.CHANGES_PENDING);

    String text = Files.readString(Path.of(plan));
    assertThat(text)
        .doesNotContain(SECRET, OLD_SECRET, FakeKeycloak.SECRET)
        .contains("${C_SECRET}");
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("fedrealmPlan").asInt()).isEqualTo(1);
    assertThat(json.at("/templates/0/text").asText())
        .isEqualTo(Files.readString(Path.of(template)));
    assertThat(json.at("/plan/realms/0/changes")).hasSize(2);
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void isAppliedWithTheSecretsOfTheEnvironmentEvenWhenTheTemplateHasChangedMeanwhile()
      throws IOException {
    live("old", OLD_SECRET);
    live("old", OLD_SECRET);
    live("old", OLD_SECRET);
    live("new", SECRET);
    fedrealm("plan", "--out", plan, template);
    Files.writeString(Path.of(template), "{}");

    Result result = fedrealm("apply", plan);

    assertThat(result.err()).contains("Applied 2 changes.");
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .containsExactly(
            "PUT /realms/r {\"displayName\":\"new\"}",
            "PUT /realms/r/clients/1 {\"clientId\":\"c\",\"secret\":\"" + SECRET + "\"}");
  }

  @Test
  void isRefusedWithWhatHasMovedOnTheServer() {
    live("old", OLD_SECRET);
    live("by hand", SECRET);
    fedrealm("plan", "--out", plan, template);

    Result result = fedrealm("apply", plan);

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .isEqualTo(
            """
            Error: The plan does not fit any more, nothing was written to the server:
              r: update realm: displayName on the server: was "old", is "by hand"
              r: update client c: was planned, and is not to be done any more
            Plan again, and have it reviewed again.
            """);
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void isRefusedWhenTheServerMovesWhileTheRealmIsWaitedFor() {
    live("old", OLD_SECRET);
    live("old", OLD_SECRET);
    live("by hand", OLD_SECRET);
    fedrealm("plan", "--out", plan, template);

    Result result = fedrealm("apply", plan);

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("displayName on the server: was \"old\", is \"by hand\"");
    assertThat(server.writes()).isEmpty();
    assertThat(server.leases().role()).isNull();
  }

  @Test
  void isRefusedWhenAVariableHasAnotherValueThanAtTheReview() {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);
    Map<String, String> environment = new HashMap<>(environment(server, "C_SECRET", SECRET));
    environment.put("TITLE", "other");

    Result result = run(environment, "apply", plan);

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("displayName by the template and its variables: was \"new\", is \"other\"");
  }

  @Test
  void isRefusedOnAnotherServer() throws IOException {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);
    Path file = Path.of(plan);
    Files.writeString(file, Files.readString(file).replace(server.url(), "http://elsewhere"));

    Result result = fedrealm("apply", plan);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("The plan was made for http://elsewhere, and this is");
  }

  @Test
  void isRefusedWhenItsTemplateWasEdited() throws IOException {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);
    Path file = Path.of(plan);
    Files.writeString(file, Files.readString(file).replace("TITLE:new", "TITLE:mine"));

    Result result = fedrealm("apply", plan);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("the text of " + template + " was changed in it. Plan again.");
  }

  @Test
  void isAppliedAloneAndNotPlanned() {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);

    assertThat(fedrealm("apply", plan, template).err()).contains("is a plan: apply it alone");
    assertThat(fedrealm("plan", plan).err()).contains("is a plan already: plan takes templates");
  }

  @Test
  void ofANewerFormatIsRefused() throws IOException {
    Files.writeString(Path.of(plan), "{\"fedrealmPlan\": 99}");

    assertThat(fedrealm("apply", plan).err()).contains("its format is 99, this fedrealm reads 1");
  }

  @Test
  void thatCannotBeWrittenIsAnErrorInWords() {
    live("old", SECRET);

    Result result = fedrealm("plan", "--out", folder.resolve("no/where.json").toString(), template);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("The plan cannot be written to");
  }
}
