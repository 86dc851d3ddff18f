package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.MaskedRealm.CANARY;
import static io.fedrealm.systemtests.support.MaskedRealm.MARKS;
import static io.fedrealm.systemtests.support.MaskedRealm.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.MaskedRealm;
import io.fedrealm.systemtests.support.MaskedRealmReader;
import io.fedrealm.systemtests.support.SecretTakers;
import io.fedrealm.systemtests.support.SignIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees by what masked secrets are known again. */
@ExtendWith(LocalKeycloak.class)
class SecretMarksIT {

  @TempDir private static Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static SecretTakers takers;
  private static MaskedRealm realm;
  private static MaskedRealmReader reader;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    takers = new SecretTakers();
    realm = new MaskedRealm(server, takers, folder);
    reader = new MaskedRealmReader(server);
  }

  @AfterAll
  static void stop() {
    takers.close();
  }

  private static void assertNoMarks(String text) {
    assertThat(text).isNotBlank().doesNotContain(MARKS, CANARY);
  }

  @Test
  void aRealmHasOneOfEachMaskedSecret() throws IOException {
    String marks = admin.get(NAME).path("attributes").path(MARKS).asText();

    assertThat(new ObjectMapper().readTree(marks).path("marks")).hasSize(3);
  }

  @Test
  void theyAreNoDriftAndNoPartOfAnExport() {
    Cli.Result strict = realm.run(realm.environment("old"), "plan", "--strict");
    Cli.Result export = server.cli(realm.environment("old"), "export", NAME);

    assertThat(strict.exitCode()).as(strict.output()).isZero();
    assertThat(export.exitCode()).as(export.output()).isZero();
    assertNoMarks(strict.output() + export.output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/.well-known/openid-configuration",
        "/.well-known/uma2-configuration",
        "/protocol/openid-connect/certs",
        "/protocol/saml/descriptor",
        "/account/"
      })
  void theyAreOnNoPageThatEverybodyMayRead(String page) {
    Http.Answer answer = new Http().get(server.realm(NAME).issuer() + page);

    assertThat(answer.status()).isEqualTo(200);
    assertNoMarks(answer.body());
  }

  @Test
  void theyAreNotOnTheLoginPage() {
    SignIn browser =
        new SignIn(
            server.realm(NAME), "account-console", server.realm(NAME).issuer() + "/account/");
    Http.Answer page = browser.authorize(browser.request("openid"));

    assertThat(page.body()).contains("kc-form-login", "site-1");
    assertNoMarks(page.body());
  }

  @Test
  void theyAreInNoToken() {
    String claims =
        new String(
            Base64.getUrlDecoder().decode(reader.token().split("\\.")[1]), StandardCharsets.UTF_8);

    assertThat(claims).contains("reader");
    assertNoMarks(claims);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query-realms",
        "query-clients",
        "view-clients",
        "view-users",
        "manage-users",
        "view-events",
        "view-identity-providers"
      })
  void noRoleOfAnAdministratorShowsThemBut(String role) {
    Http.Answer answer = realmAsReaderWith(role);

    assertThat(answer.status()).as(role).isIn(200, 403);
    assertNoMarks(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"view-realm", "manage-realm"})
  void theOnesThatShowTheSettingsOfTheRealm(String role) {
    assertThat(realmAsReaderWith(role).body()).contains(MARKS).doesNotContain(CANARY);
  }

  @Test
  void nobodyWithoutARoleSeesTheRealm() {
    assertThat(reader.reads("").status()).isEqualTo(403);
  }

  /** The realm's settings as the service account reads them that has this one role. */
  private static Http.Answer realmAsReaderWith(String role) {
    return reader.readsWith(role, "");
  }
}
