package io.fedrealm.provisioning.client;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientShowTest {

  private static final String CANARY = "canary-client-show-77aa";

  private static final String REALM =
      """
      {"realm": "r",
       "clients": [{"id": "c1", "clientId": "api", "enabled": true, "secret": "%1$s",
         "clientAuthenticatorType": "client-secret", "serviceAccountsEnabled": true,
         "redirectUris": ["https://a.example/*"],
         "attributes": {"client.secret.rotated": "%1$s", "pkce.code.challenge.method": "S256"},
         "protocolMappers": [{"id": "m1", "name": "audience"}]}],
       "roles": {"realm": [{"id": "r1", "name": "lead",
                            "composites": {"client": {"api": ["read"]}}}],
                 "client": {"api": [{"id": "r2", "name": "read"}]}},
       "groups": [{"id": "g1", "name": "g", "clientRoles": {"api": ["read"]}}],
       "users": [{"id": "u1", "serviceAccountClientId": "api", "realmRoles": ["lead"],
                  "clientRoles": {"realm-management": ["view-users"]}, "groups": ["/g"]}]}
      """
          .formatted(CANARY);

  private final FakeKeycloak server = new FakeKeycloak();

  @BeforeEach
  void realm() {
    server
        .realm("r", REALM)
        .answer("GET", "/realms/r/clients/c1/session-count", 200, "{\"count\": 2}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result show(String... more) {
    String[] arguments = new String[more.length + 4];
    System.arraycopy(new String[] {"client", "show", "-r", "r"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return run(environment(server), arguments);
  }

  @Test
  void tellsWhatItHoldsAndWhatUsesItAndNoSecret() throws IOException {
    Result result = show("api", "-o", "json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode shown = new ObjectMapper().readTree(result.out());
    assertThat(shown.path("flows")).hasToString("[\"client credentials\"]");
    assertThat(shown.path("attributes")).hasToString("{\"pkce.code.challenge.method\":\"S256\"}");
    assertThat(shown.path("mappers")).hasToString("[\"audience\"]");
    assertThat(shown.path("roles")).hasToString("[\"read\"]");
    assertThat(shown.path("serviceAccountRoles"))
        .hasToString("[\"lead\",\"realm-management: view-users\"]");
    assertThat(shown.path("serviceAccountGroups")).hasToString("[\"/g\"]");
    assertThat(shown.path("usedBy"))
        .hasToString("[\"composites of role lead\",\"roles of group /g\",\"2 sessions\"]");
    assertThat(result.out() + show("api").out()).doesNotContain(CANARY);
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void isForPeopleALineAField() {
    assertThat(show("api").out())
        .containsPattern("clientId +api")
        .containsPattern("redirectUris +https://a.example/\\*")
        .containsPattern("usedBy +composites of role lead, roles of group /g, 2 sessions");
  }

  @Test
  void aClientThatIsNotThereIsWrongInput() {
    Result result = show("nobody");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).isEqualTo("Error: The realm r has no client \"nobody\".\n");
  }
}
