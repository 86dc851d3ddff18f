package io.fedrealm.provisioning.audit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.audit.LabelledRealm;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileRealmTest {

  private static final String TEMPLATE =
      """
      {
        "realm": "${SITE_REALM:site}",
        "accessTokenLifespan": "${SITE_LIFESPAN:300}",
        "displayName": "${SITE_NAME}",
        "smtpServer": {
          "password": "${MAIL_PASSWORD}"
        },
        "attributes": {"fl.groups.mirror": "realm-roles"},
        "roles": {"realm": [{"name": "${OPTIONAL_ROLE:}"}, {"name": "reader"}]}
      }
      """;

  @Test
  void aFileThatNamesItsKeycloakIsAnExport() {
    assertThat(read("{\"realm\": \"a\", \"keycloakVersion\": \"26.0.0\"}").origin())
        .isEqualTo(Origin.EXPORT);
    assertThat(read("{\"realm\": \"a\", \"id\": \"1\"}").origin()).isEqualTo(Origin.EXPORT);
  }

  @Test
  void aFileThatDoesNotIsATemplate() {
    assertThat(read(TEMPLATE).origin()).isEqualTo(Origin.TEMPLATE);
  }

  @Test
  void variablesOfATemplateTakeTheirDefaultsAndTheEnvironment() {
    AuditedRealm realm = read(TEMPLATE, Map.of("SITE_LIFESPAN", "7200"));
    assertThat(realm.name()).isEqualTo("site");
    assertThat(realm.get("accessTokenLifespan").number(0)).isEqualTo(7200);
    assertThat(realm.get("displayName").text()).isEqualTo("${SITE_NAME}");
  }

  @Test
  void theSecretOfAVariableIsNotReadAndItsVariableIsNoFinding() {
    AuditedRealm realm = read(TEMPLATE, Map.of("MAIL_PASSWORD", "canary-canary-canary"));
    assertThat(realm.get("smtpServer").get("password").text()).isEqualTo("${MAIL_PASSWORD}");
    assertThat(LabelledRealm.labels(LabelledRealm.audit(realm)))
        .noneMatch(label -> label.startsWith("FR-SECRET"));
  }

  @Test
  void aRoleWhoseOptionalNameIsEmptyIsNotThere() {
    assertThat(read(TEMPLATE).roles()).extracting(role -> role.name()).containsExactly("reader");
  }

  @Test
  void groupsThatMirrorRolesAreThereAsAfterApply() {
    assertThat(read(TEMPLATE).groups())
        .extracting(group -> group.path())
        .containsExactly("/reader");
  }

  @Test
  void aValueIsFoundInItsLineEvenAfterSomethingWasLeftOut() {
    AuditedRealm realm = read(TEMPLATE);
    assertThat(realm.position(realm.get("smtpServer").get("password")).line()).isEqualTo(6);
    assertThat(realm.position(realm.get("passwordPolicy")).line()).isEqualTo(1);
  }

  @Test
  void variablesOfAnExportStayAsTheyAre() {
    AuditedRealm realm =
        read("{\"id\": \"1\", \"realm\": \"a\", \"displayName\": \"${X:y}\"}", Map.of("X", "z"));
    assertThat(realm.get("displayName").text()).isEqualTo("${X:y}");
  }

  @Test
  void aFileThatIsNoRealmIsWrongInput() {
    assertThatThrownBy(() -> read("{\"users\": []}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("\"realm\"")
        .extracting(error -> ((CommandException) error).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  private static AuditedRealm read(String json) {
    return read(json, Map.of());
  }

  private static AuditedRealm read(String json, Map<String, String> environment) {
    return FileRealm.read(new TemplateSource("site.json", json), environment);
  }
}
