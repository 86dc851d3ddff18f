package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The realm of a FLNet site as Keycloak 26.4.7 exported it, setting for setting, with ids and texts
 * of our own: every finding of its review that concerns it, and nothing else.
 */
class FlnetExportTest {

  private static final String FILE = "src/test/resources/flnet/site-26.4.json";
  private static final String FRONTEND = "$.clients[?(@.clientId=='frontend')]";
  private static final String API = "$.clients[?(@.clientId=='local-learning-api')]";

  private static Set<String> found;

  @BeforeAll
  static void auditTheExport() {
    found =
        LabelledRealm.labels(
            LabelledRealm.audit(FileRealm.read(TemplateSource.of(FILE), Map.of())));
  }

  @ParameterizedTest(name = "finding {0}: {1} {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "5 FR-TOKEN-01 $.accessTokenLifespan",
        "5 FR-TOKEN-03 $.accessTokenLifespan",
        "5 FR-TOKEN-04 $.revokeRefreshToken",
        "6 FR-REALM-06 $.bruteForceProtected",
        "7 FR-REALM-08 $.passwordPolicy",
        "7 FR-FLOW-01 $.requiredActions",
        "8 FR-EVENT-01 $.eventsEnabled",
        "8 FR-EVENT-02 $.adminEventsEnabled",
        "9 FR-SECRET-02 API.secret",
        "10 FR-URI-02 API.redirectUris[0]",
        "10 FR-URI-10 API.webOrigins[0]",
        "10 FR-CLIENT-08 API.redirectUris",
        "11 FR-URI-03 FRONTEND.redirectUris[1]",
        "13 FR-CLIENT-10 FRONTEND.fullScopeAllowed",
        "13 FR-CLIENT-10 API.fullScopeAllowed",
        "13 FR-SCOPE-01 FRONTEND.protocolMappers",
        "13 FR-SCOPE-02 API.protocolMappers",
        "15 FR-FL-05 API",
        "16 FR-REALM-12 $.smtpServer",
        "18 FR-ROLE-08 $.roles.realm[?(@.name=='default-roles-flnet-client')].composites.realm[0]",
        "18 FR-SESSION-04 $.offlineSessionMaxLifespanEnabled",
        "18 FR-SESSION-09 FRONTEND.optionalClientScopes",
        "19 FR-POLICY-01 $.clientPolicies.policies",
        "21 FR-ROLE-09 $.roles.realm[?(@.name=='Admin')].composites.realm[1]",
        "26 FR-REALM-18 $.id",
        "27 FR-REALM-02 $.sslRequired",
        "28 FR-SCOPE-08 $.clientScopes[?(@.name=='federated-learning-websocket-access')]"
      })
  void findsWhatTheReviewFound(int finding, String rule, String path) {
    assertThat(found)
        .as("finding %d of the review", finding)
        .contains(rule + " " + path.replace("FRONTEND", FRONTEND).replace("API", API));
  }

  @Test
  void findsNothingThatIsNotThere() {
    // One finding more than the review has: Keycloak's own default, told as information.
    assertThat(found)
        .hasSize(28)
        .contains("FR-CLIENT-03 $.clients[?(@.clientId=='admin-cli')].directAccessGrantsEnabled");
  }
}
