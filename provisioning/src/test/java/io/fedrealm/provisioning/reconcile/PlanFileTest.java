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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** As the reviewer does who has seen the digest that plan printed. */
  private Result apply() {
    return fedrealm("apply", plan, "--digest", digest());
  }

  private String digest() {
    try {
      return sha256(Files.readString(Path.of(plan)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void edit(UnaryOperator<String> change) {
    try {
      Path file = Path.of(plan);
      Files.writeString(file, change.apply(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

    Result result = apply();

    assertThat(result.err()).contains("Applied 2 changes.");
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .containsExactly(
            "PUT /realms/r {\"displayName\":\"new\"}",
            "PUT /realms/r/clients/1 {\"clientId\":\"c\",\"secret\":\""
                + SECRET
                + "\",\"authorizationServicesEnabled\":false}");
  }

  @Test
  void isRefusedWithWhatHasMovedOnTheServer() {
    live("old", OLD_SECRET);
    live("by hand", SECRET);
    fedrealm("plan", "--out", plan, template);

    Result result = apply();

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

    Result result = apply();

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

    Result result = run(environment, "apply", plan, "--digest", digest());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("displayName by the template and its variables: was \"new\", is \"other\"");
  }

  @Test
  void isRefusedOnAnotherServer() {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);
    edit(text -> text.replace(server.url(), "http://elsewhere"));

    Result result = apply();

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("The plan was made for http://elsewhere, and this is");
  }

  @Test
  void isRefusedWhenItsTemplateWasEdited() {
    live("old", SECRET);
    fedrealm("plan", "--out", plan, template);
    edit(text -> text.replace("TITLE:new", "TITLE:mine"));

    Result result = apply();

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("the text of " + template + " was changed in it. Plan again.");
  }

  @Nested
  class ThatWasReviewed {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private Result signed(String... arguments) {
      return run(environment(server, "C_SECRET", SECRET, "FEDREALM_PLAN_KEY", KEY), arguments);
    }

    /** Everything an attacker can reach, with every hash in the file computed anew. */
    private void exchangeTheVariableOfTheSecret() {
      edit(
          text -> {
            String mine = text.replace("C_SECRET", "X_SECRET");
            String template = templateIn(mine);
            return mine.replaceFirst("(\"sha256\" : )\"[^\"]*\"", "$1\"" + sha256(template) + "\"");
          });
    }

    private static String templateIn(String file) {
      try {
        return new ObjectMapper().readTree(file).at("/templates/0/text").asText();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Test
    void isKnownAgainByTheDigestThatPlanPrints() {
      live("old", SECRET);

      Result result = fedrealm("plan", "--out", plan, template);

      assertThat(result.err())
          .isEqualTo(
              "The plan is kept in %1$s, SHA-256 %2$s.\nAfter the review: apply %1$s --digest %2$s\n"
                  .formatted(plan, digest()));
    }

    @Test
    void isNotAppliedWithoutDigestAndKey() {
      live("old", SECRET);
      fedrealm("plan", "--out", plan, template);

      Result result = fedrealm("apply", plan);

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("Say which plan was reviewed", "--digest SHA256");
      assertThat(server.writes()).isEmpty();
    }

    @Test
    void isRefusedWhenAVariablesNameWasExchangedAndTheHashComputedAnew() {
      live("old", OLD_SECRET);
      fedrealm("plan", "--out", plan, template);
      String seen = digest();
      exchangeTheVariableOfTheSecret();

      Result result = fedrealm("apply", plan, "--digest", seen);

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("it is not the one that was reviewed");
      assertThat(server.writes()).isEmpty();
    }

    @Test
    void isAppliedWithTheKeyItWasSignedWith() {
      live("old", SECRET);
      live("old", SECRET);
      live("new", SECRET);
      signed("plan", "--out", plan, template);

      assertThat(signed("apply", plan).exitCode()).isZero();
      assertThat(server.writes()).containsExactly("PUT /realms/r {\"displayName\":\"new\"}");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"prune\" : false=\"prune\" : true",
          "\"to\" : \"new\"=\"to\" : \"mine\"",
          "\"madeAt\" : \"2=\"madeAt\" : \"3",
          "C_SECRET=X_SECRET"
        })
    void isRefusedWithTheKeyWhateverWasChangedInIt(String edit) {
      live("old", OLD_SECRET);
      signed("plan", "--out", plan, template);
      String[] sides = edit.split("=");
      edit(text -> text.replace(sides[0], sides[1]));

      Result result = signed("apply", plan);

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("it was not made with this key (FEDREALM_PLAN_KEY)");
      assertThat(server.writes()).isEmpty();
    }

    @Test
    void isRefusedWithTheKeyWhenItWasNotSigned() {
      live("old", SECRET);
      fedrealm("plan", "--out", plan, template);

      assertThat(signed("apply", plan, "--digest", digest()).err())
          .contains("it was not made with this key");
    }

    @Test
    void isNotSignedWithAKeyThatCanBeGuessed() {
      Map<String, String> environment =
          environment(server, "C_SECRET", SECRET, "FEDREALM_PLAN_KEY", "short");

      assertThat(run(environment, "plan", "--out", plan, template).err())
          .contains("FEDREALM_PLAN_KEY is shorter than 32 characters");
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void isRefusedWhenAFieldIsInItTwice() {
      live("old", SECRET);
      fedrealm("plan", "--out", plan, template);
      edit(text -> text.replace("\"prune\"", "\"prune\" : true,\"prune\""));

      assertThat(apply().err()).contains("it is no JSON: Duplicate field 'prune'");
    }
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

    assertThat(apply().err()).contains("its format is 99, this fedrealm reads 1");
  }

  @Test
  void thatCannotBeWrittenIsAnErrorInWords() {
    live("old", SECRET);

    Result result = fedrealm("plan", "--out", folder.resolve("no/where.json").toString(), template);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("The plan cannot be written to");
  }
}
