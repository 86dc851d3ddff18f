package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code fedrealm audit --realm} on the real server: a realm of each template has nothing worse
 * than a low finding, and what is changed by hand is found. Some changes hide others from the
 * audit; so they are made in two realms.
 */
@ExtendWith(LocalKeycloak.class)
class AuditIT {

  private static final String FINE = "audit-fine";
  private static final String COARSE = "audit-coarse";
  private static final String PASSWORD = "canary-audit-6f1d8c2be07a4953";
  private static final int YEAR = 31_536_000;

  private static LocalKeycloak.Server server;
  private static JsonNode found;

  static List<Template> templates() {
    return Template.all();
  }

  @BeforeAll
  static void realmsThatAreEditedByHand(LocalKeycloak.Server running) throws IOException {
    server = running;
    Template site = Template.of("flnet-client");
    server.apply(site.name(), site.variables(FINE));
    server.apply(site.name(), site.variables(COARSE));
    editFine(new HandEditRealm(server.admin(), FINE));
    editCoarse(new HandEditRealm(server.admin(), COARSE), site);
    Cli.Result audit = audit("--realm", FINE, "--realm", COARSE, "--output", "json");
    assertThat(audit.exitCode()).as(audit.output()).isEqualTo(3);
    found = new ObjectMapper().readTree(audit.out()).path("findings");
  }

  private static void editFine(HandEditRealm realm) {
    realm.settings(
        body -> {
          body.put("eventsExpiration", 0).put("adminEventsDetailsEnabled", false);
          body.put("failureFactor", 1000).put("refreshTokenMaxReuse", 5);
          body.put("offlineSessionMaxLifespan", YEAR).put("passwordPolicy", "length(4)");
          body.put("accessTokenLifespan", 3000).put("ssoSessionIdleTimeout", 900);
          body.putArray("enabledEventTypes").add("LOGOUT");
        });
    realm.attribute("adminEventsExpiration", "0");
    for (String api : List.of("local-learning-api", "data-importer-api")) {
      realm.withoutMapper(realm.clientPath("frontend"), "audience " + api);
    }
    realm.admin().addUser(FINE, "in-no-group", PASSWORD);
  }

  private static void editCoarse(HandEditRealm realm, Template site) {
    String service = site.service();
    String lightweight = "client.use.lightweight.access.token.enabled";
    realm.client(service, client -> client.withObject("/attributes").put(lightweight, "true"));
    realm.administration(realm.accountPath(service), "realm-admin");
    realm.administration(realm.clientPath("frontend") + "/scope-mappings", "realm-admin");
    realm.administration(realm.groupPath(site.group()), "realm-admin");
    realm.settings(
        body -> {
          body.put("sslRequired", "none").put("passwordPolicy", "");
          body.put("bruteForceProtected", false);
          body.put("eventsEnabled", false).put("adminEventsEnabled", false);
          body.put("registrationAllowed", true).put("editUsernameAllowed", true);
          body.put("resetPasswordAllowed", true).put("rememberMe", true);
          body.put("revokeRefreshToken", false).put("offlineSessionMaxLifespanEnabled", false);
          body.put("accessTokenLifespan", YEAR).put("accessCodeLifespan", YEAR);
          body.put("ssoSessionMaxLifespan", YEAR).put("ssoSessionIdleTimeout", YEAR);
          body.put("actionTokenGeneratedByUserLifespan", YEAR);
          body.put("defaultSignatureAlgorithm", "ES256");
        });
    realm.settings(body -> body.put("oauth2DeviceCodeLifespan", YEAR));
    realm.policies("policies", list -> ((ObjectNode) list.path(0)).put("enabled", false));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aRealmOfATemplateHasNoFindingOfMediumOrWorse(Template template) {
    String realm = server.untouched(template);

    Cli.Result audit = audit("--realm", realm, "--fail-on", "medium");

    assertThat(audit.exitCode()).as(audit.output()).isZero();
    assertThat(audit.out()).contains(realm).doesNotContain("HIGH", "MEDIUM");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FR-REALM-07 | $.failureFactor
          FR-REALM-09 | $.passwordPolicy
          FR-TOKEN-02 | $.accessTokenLifespan
          FR-TOKEN-03 | $.accessTokenLifespan
          FR-TOKEN-05 | $.refreshTokenMaxReuse
          FR-SESSION-05 | $.offlineSessionMaxLifespan
          FR-SCOPE-01 | $.clients[?(@.clientId=='frontend')].protocolMappers
          FR-EVENT-03 | $.adminEventsDetailsEnabled
          FR-EVENT-04 | $.attributes.adminEventsExpiration
          FR-EVENT-04 | $.eventsExpiration
          FR-EVENT-06 | $.enabledEventTypes
          FR-USER-03 | $.users
          """)
  void aFineChangeByHandIsFound(String rule, String path) {
    assertThat(paths(FINE, rule)).contains(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FR-REALM-01 | $.sslRequired
          FR-REALM-03 | $.registrationAllowed
          FR-REALM-04 | $.editUsernameAllowed
          FR-REALM-06 | $.bruteForceProtected
          FR-REALM-08 | $.passwordPolicy
          FR-REALM-11 | $.resetPasswordAllowed
          FR-TOKEN-01 | $.accessTokenLifespan
          FR-TOKEN-04 | $.revokeRefreshToken
          FR-TOKEN-07 | $.accessCodeLifespan
          FR-TOKEN-08 | $.actionTokenGeneratedByUserLifespan
          FR-TOKEN-10 | $.oauth2DeviceCodeLifespan
          FR-SESSION-02 | $.ssoSessionMaxLifespan
          FR-SESSION-03 | $.ssoSessionIdleTimeout
          FR-SESSION-04 | $.offlineSessionMaxLifespanEnabled
          FR-SESSION-08 | $.rememberMe
          FR-EVENT-01 | $.eventsEnabled
          FR-EVENT-02 | $.adminEventsEnabled
          FR-FL-01 | $.defaultSignatureAlgorithm
          FR-FL-10 | $.clients[?(@.clientId=='local-learning-api')].attributes['client.use.lightweight.access.token.enabled']
          FR-SCOPE-09 | $.clientScopeMappings.realm-management[?(@.client=='frontend')].roles
          FR-ROLE-01 | $.groups[?(@.name=='Data-Access-Manager')]
          FR-USER-01 | $.users[?(@.username=='service-account-local-learning-api')]
          FR-POLICY-04 | $.clientPolicies.policies[?(@.name=='fl-every-client')].enabled
          """)
  void aCoarseChangeByHandIsFound(String rule, String path) {
    assertThat(paths(COARSE, rule)).contains(path);
  }

  @Test
  void nobodysSecretIsInWhatTheAuditPrints() {
    assertThat(server.output()).doesNotContain(PASSWORD, "canary-local-learning-secret");
  }

  private static List<String> paths(String realm, String rule) {
    return found
        .valueStream()
        .filter(finding -> finding.path("realm").asText().equals(realm))
        .filter(finding -> finding.path("rule").asText().equals(rule))
        .map(finding -> finding.path("path").asText())
        .toList();
  }

  private static Cli.Result audit(String... arguments) {
    List<String> command = new ArrayList<>(List.of("audit"));
    command.addAll(List.of(arguments));
    return server.cli(server.adminEnvironment(), command.toArray(String[]::new));
  }
}
