package io.fedrealm.provisioning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.doctor.Check.Status;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeChecksTest {

  private static final String REALM =
      """
      {"realm": "r", "loginTheme": "fedrealm", "scimApiEnabled": false,
       "clients": [
         {"clientId": "app", "enabled": true, "fullScopeAllowed": true},
         {"clientId": "old", "enabled": false, "fullScopeAllowed": false},
         {"clientId": "account", "enabled": true, "fullScopeAllowed": true}],
       "identityProviderMappers": [
         {"identityProviderMapper": "oidc-hardcoded-role-idp-mapper",
          "config": {"role": "realm-management.manage-users"}},
         {"identityProviderMapper": "oidc-hardcoded-role-idp-mapper", "config": {"role": "reader"}}],
       "clientProfiles": {"profiles": [{"name": "p", "executors": [
         {"executor": "full-scope-disabled", "configuration": {"auto-configure": true}},
         {"executor": "full-scope-disabled", "configuration": {"fl.optional": true}}]}]}}
      """;

  private static List<Check> checks(String running, String target) throws JsonProcessingException {
    UpgradeChecks upgrades = new UpgradeChecks(running);
    upgrades.add("template t", new ObjectMapper().readTree(REALM));
    return upgrades.to(Version.parse(target));
  }

  @Test
  void aVersionThatTheExtensionDoesNotStartOnFails() throws JsonProcessingException {
    assertThat(checks("26.7.3", "26.5.6"))
        .singleElement()
        .satisfies(check -> assertThat(check.status()).isEqualTo(Status.failed))
        .satisfies(check -> assertThat(check.remedy()).contains("26.7.0"));
  }

  @Test
  void whatIsBehindIsNoChange() throws JsonProcessingException {
    assertThat(checks("26.7.3", "26.7.4"))
        .singleElement()
        .satisfies(check -> assertThat(check.status()).isEqualTo(Status.ok));
    assertThat(checks("26.8.0", "26.8.2"))
        .singleElement()
        .satisfies(check -> assertThat(check.detail()).startsWith("nothing is known"));
  }

  @Test
  void whatChangesOnTheWayIsToldWithItsPlaceAndWhatToDo() throws JsonProcessingException {
    List<Check> checks = checks("26.7.3", "26.8.2");

    assertThat(checks).extracting(Check::status).containsExactly(Status.warning, Status.failed);
    assertThat(checks.get(0).detail())
        .startsWith("template t, from 26.7.5 on: a client that is switched off")
        .endsWith("(client old)");
    assertThat(checks.get(1).detail()).endsWith("($.identityProviderMappers[0])");
    assertThat(checks.get(1).remedy()).contains("allowAdminRoleMapping");
  }

  @Test
  void whatKeycloak27TakesAwayIsToldOnlyWhereItIsUsed() throws JsonProcessingException {
    assertThat(checks("26.8.2", "27.0.0"))
        .extracting(Check::detail)
        .satisfiesExactly(
            executor ->
                assertThat(executor)
                    .contains("the executor is to go")
                    .endsWith("($.clientProfiles.profiles[0].executors[0])"),
            scope -> assertThat(scope).contains("Full scope").endsWith("(client app)"),
            theme -> assertThat(theme).contains("keycloak.v2").endsWith("($)"));
  }

  @ParameterizedTest
  @CsvSource({"26.7.0, 5", "26.7.3, 2", "26.7.5, 0", "26.8.2, 0", "unknown, 0"})
  void securityReleasesOfTheLineAreNamed(String running, int missing) {
    List<Check> security = new UpgradeChecks(running).security();

    assertThat(security).hasSize(missing == 0 ? 0 : 1);
    assertThat(security)
        .allSatisfy(
            check -> {
              assertThat(check.status()).isEqualTo(Status.warning);
              assertThat(check.detail().split("26\\.7\\.\\d: ")).hasSize(missing + 1);
            });
  }

  @Test
  void aTextThatIsNoVersionIsNone() {
    assertThat(UpgradeChecks.parse("newest")).isEmpty();
    assertThat(UpgradeChecks.parse("26.8.2")).isPresent();
  }
}
