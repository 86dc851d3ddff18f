package io.fedrealm.provisioning.template.variable;

import static io.fedrealm.provisioning.template.TemplateSupport.CANARY;
import static io.fedrealm.provisioning.template.TemplateSupport.message;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody's template tries to take from the operator who applies it. */
class ForeignTemplateTest {

  private static final String SECRET =
      "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"app\", \"secret\": \"${%s}\"}]}";
  private static final String PUBLIC = "{\"realm\": \"r\", \"displayName\": \"%s\"}";

  /** Of each kind some; the list of names itself is in {@link ReservedNames}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FEDREALM_ADMIN_CLIENT_SECRET",
        "FEDREALM_ADMIN_PASSWORD",
        "FEDREALM_CLIENT_SECRET",
        "FEDREALM_PLAN_KEY",
        "FEDREALM_ANYTHING_NEW",
        "KC_DB_PASSWORD",
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        "KEYCLOAK_ADMIN_PASSWORD",
        "QUARKUS_DATASOURCE_PASSWORD",
        "GITHUB_TOKEN",
        "GH_TOKEN",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        "CI_JOB_TOKEN",
        "CI",
        "AWS_SECRET_ACCESS_KEY",
        "AZURE_CLIENT_SECRET",
        "ARM_CLIENT_SECRET",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "VAULT_TOKEN",
        "TF_VAR_PASSWORD",
        "KUBECONFIG",
        "DOCKER_AUTH_CONFIG",
        "NPM_TOKEN",
        "DATABASE_URL",
        "APP_DATABASE_URL",
        "PGPASSWORD",
        "POSTGRES_PASSWORD",
        "OPENAI_API_KEY",
        "COMPANY_DEPLOY_TOKEN",
        "SSH_PRIVATE_KEY",
        "HTTPS_PROXY"
      })
  void credentialsOfFedrealmKeycloakCloudsAndBuildServersNeverResolve(String name) {
    String reason = "no template may use the variable " + name + ": names like this belong to";

    assertThat(message(SECRET.formatted(name), name, CANARY))
        .contains("t.json:1 $.clients[0].secret: " + reason)
        .doesNotContain(CANARY);
    assertThat(message(PUBLIC.formatted("${" + name + "}"), name, CANARY))
        .contains(reason)
        .doesNotContain(CANARY);
    assertThat(message(PUBLIC.formatted("a ${" + name + ":default} b"), name, CANARY))
        .contains(reason)
        .doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FEDREALM_ADMIN_CLIENT_SECRET", "AWS_SECRET_ACCESS_KEY", "CI_JOB_TOKEN"})
  void norDoTheyByAFile(String name, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("s"), CANARY);

    assertThat(message(SECRET.formatted(name), name + "_FILE", file.toString()))
        .contains("no template may use the variable " + name)
        .doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${SITE}", "${SITE:default}", "Site ${SITE:}"})
  void theTextOfAFileNeverStandsWhereItIsShown(String text, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("id_rsa"), CANARY);

    assertThat(problems(PUBLIC.formatted(text), "SITE_FILE", file.toString()))
        .containsExactly(
            "t.json:1 $.displayName: SITE_FILE is set, and SITE is no secret here: its text would be"
                + " shown. A file is read for secrets only: set SITE itself, and unset SITE_FILE");
  }

  @Test
  void aSecretsVariableStandsInOnePlaceOfATemplate() {
    String twice =
        """
        {"realm": "r", "clients": [
          {"clientId": "a", "secret": "${A_SECRET}"},
          {"clientId": "b", "secret": "${A_SECRET}"}]}""";

    assertThat(problems(twice, "A_SECRET", CANARY))
        .containsExactly(
            "t.json:3 $.clients[1].secret: the variable A_SECRET is the secret at t.json:2"
                + " $.clients[0].secret already: a secret's variable stands in one place. Take"
                + " another variable here, which may have the same value");
  }

  @Test
  void andInOneTemplateOfARun() {
    List<TemplateSource> sources =
        List.of(
            TemplateSource.of("api"),
            new TemplateSource("theirs.json", SECRET.formatted("API_READER_SECRET")));

    assertThatThrownBy(
            () ->
                RealmTemplate.load(
                    sources,
                    variables("API_READER_SECRET", CANARY, "API_WRITER_SECRET", CANARY + "-2")))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining(
            "theirs.json:1 $.clients[0].secret: the variable API_READER_SECRET is the secret at"
                + " api.json:")
        .hasMessageContaining("already: a secret's variable stands in one place");
  }

  @Test
  void whatIsASecretInOneTemplateIsShownInNoOtherOfTheRun() {
    List<TemplateSource> sources =
        List.of(
            new TemplateSource(
                "theirs.json", "{\"realm\": \"x\", \"displayName\": \"by ${SITE_KEY}\"}"),
            new TemplateSource("ours.json", SECRET.formatted("SITE_KEY")));

    assertThatThrownBy(() -> RealmTemplate.load(sources, variables("SITE_KEY", CANARY)))
        .hasMessageContaining(
            "theirs.json:1 $.displayName: the variable SITE_KEY holds a secret, by its name or by its"
                + " use elsewhere, and here it would be shown")
        .hasMessageNotContaining(CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLNET_CLIENT_REALM",
        "DATABASE_API_SECRET",
        "KCL_SECRET",
        "CITY",
        "PATHOLOGY",
        "HOMES",
        "OSLO_SECRET",
        "TOKENIZER_SECRET",
        "SMTP_PASSWORD",
        "LDAP_BIND_CREDENTIAL"
      })
  void namesThatOnlyBeginAlikeAreFree(String name) {
    assertThat(ReservedNames.isReserved(name)).isFalse();
  }

  @Test
  void theBundledTemplatesUseNoReservedName() {
    List<TemplateSource> bundled = TemplateSource.BUNDLED.stream().map(TemplateSource::of).toList();

    assertThat(RealmTemplate.variables(bundled))
        .isNotEmpty()
        .noneMatch(use -> ReservedNames.isReserved(use.name()));
  }
}
