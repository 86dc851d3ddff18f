package io.fedrealm.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.plan.check.SilentLosses;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.plan.diff.RefusedChanges;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Problem;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Realm files of others as templates: taken, refused before the first write, or not without a word.
 */
class OthersRealmFilesTest {

  private static final String SECRET = "canary-7c1d5e90b2a4f386";

  private static RealmTemplate load(String input) {
    TemplateSource source = TemplateSource.of("src/test/resources/adopt/" + input + ".json");
    return load(source);
  }

  private static RealmTemplate load(TemplateSource source) {
    Map<String, String> secrets =
        Map.of("ANN_HASH", SECRET + 1, "ANN_PASSWORD", SECRET + 2, "SVC_SECRET", SECRET + 3);
    return RealmTemplate.load(List.of(source), new Variables(secrets)).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m02-id-version",
        "m03-builtin-subflow",
        "m10-first-broker-login",
        "m11-default-role",
        "m13-otp-apps",
        "m15-user-profile-empty",
        "m16-credential-id",
        "m28-same-authenticator-config-twice",
        "m30-client-defaults",
        "m33-builtin-client-account"
      })
  void aFileWithNothingWrongIsTakenAsItIs(String input) {
    assertThat(ReferenceCheck.problems(load(input), Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m01-array | fedrealm adopt makes a template of each realm of an array
          m27-organizationsEnabled | set the field of the realm, and take the attribute out
          """)
  void whatKeycloakWouldNotKeepIsRefused(String input, String message) {
    assertThatThrownBy(() -> load(input))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileOfAVersionWithoutTheScopeBasicIsRefused() {
    String text = "{\"realm\": \"r\", \"keycloakVersion\": \"24.0.5\"}";

    assertThatThrownBy(() -> load(new TemplateSource("old.json", text)))
        .hasMessageContaining("old.json:1 $.keycloakVersion")
        .hasMessageContaining("fedrealm adopt");
  }

  @Test
  void otherStepsInAFlowOfKeycloaksAreRefusedInARealmThatIsNotThereYet() {
    RealmTemplate template = load("m04-builtin-flow-older");
    Optional<RealmState> fresh = Optional.of(RealmState.of(NewRealm.untouched("zz-m04")));

    List<Problem> problems =
        RefusedChanges.problems(template, Difference.between(template.state(), fresh), fresh);

    assertThat(problems)
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("\"clients\" is Keycloak's own"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m08-optional-scopes-only | name both lists: app
          m17-scopes-before-25 | tokens of people have no sub there: app
          m18-foreign-placeholders | $.displayName holds a variable of another tool
          """)
  void whatGetsLostIsSaid(String input, String note) {
    assertThat(SilentLosses.notes(load(input), Optional.empty()))
        .anyMatch(line -> line.contains(note));
  }

  @Test
  void ofWhatIsThereAlreadyNothingIsSaid() {
    RealmTemplate template = load("m17-scopes-before-25");

    assertThat(SilentLosses.notes(template, Optional.of(template.state()))).isEmpty();
  }

  /** It may name one. */
  @Test
  void theUserProfileIsWrittenAfterTheClientScopes() {
    assertThat(ResourceType.USER_PROFILE).isGreaterThan(ResourceType.CLIENT_SCOPE);
  }
}
