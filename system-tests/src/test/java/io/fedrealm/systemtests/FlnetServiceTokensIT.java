package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of FLNet's service accounts, as contracts of FLNet's Quarkus backends want them. */
@ExtendWith(LocalKeycloak.class)
class FlnetServiceTokensIT {

  private static final String SITE = "flnet-site-services";
  private static final String PLATFORM = "flnet-platform-services";

  private static Admin admin;
  private static RealmClient site;

  @BeforeAll
  static void makeRealms(LocalKeycloak.Server server) {
    server.apply("flnet-client", FlnetRealms.client(SITE));
    server.apply("flnet-platform", FlnetRealms.platform(PLATFORM));
    admin = server.admin();
    site = server.realm(SITE);
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    SITE + ",local-learning-api," + FlnetRealms.LOCAL_LEARNING_SECRET,
    PLATFORM + ",database-api," + FlnetRealms.DATABASE_API_SECRET
  })
  void aServiceGetsAnRs256TokenOfFiveMinutesWithItsRealmRolesAndNoGroups(
      String realm, String clientId, String secret, LocalKeycloak.Server server) {
    String role = realm.equals(SITE) ? "Data-Admin" : "Data-Scientist";
    grant(realm, clientId, role);

    Jwt token = server.realm(realm).serviceToken(clientId, secret, "");

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.lifetime()).isEqualTo(300);
    assertThat(token.claims().path("iss").asText()).isEqualTo(server.url() + "/realms/" + realm);
    assertThat(token.claims().path("azp").asText()).isEqualTo(clientId);
    assertThat(token.claims().path("preferred_username").asText())
        .isEqualTo("service-account-" + clientId);
    assertThat(token.claims().at("/realm_access/roles").valueStream().map(JsonNode::asText))
        .containsExactly(role);
    assertThat(token.claims().has("groups")).as("a groups claim would hide the roles").isFalse();
  }

  @Test
  void localLearningApiMayListTheUsersAndNothingElse(LocalKeycloak.Server server) {
    Http.Answer answer =
        site.clientCredentials("local-learning-api", FlnetRealms.LOCAL_LEARNING_SECRET, "");
    String bearer = "Bearer " + answer.json().path("access_token").asText();
    String realm = server.url() + "/admin/realms/" + SITE;
    Http http = new Http();

    assertThat(http.get(realm + "/users", "Authorization", bearer).status()).isEqualTo(200);
    assertThat(http.get(realm + "/clients", "Authorization", bearer).status()).isEqualTo(403);
    assertThat(
            http.json(
                    "POST",
                    realm + "/users",
                    JsonNodeFactory.instance.objectNode().put("username", "nobody"),
                    "Authorization",
                    bearer)
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    SITE + ",data-importer-api," + FlnetRealms.DATA_IMPORTER_SECRET,
    PLATFORM + ",datamodeler-api," + FlnetRealms.DATAMODELER_API_SECRET
  })
  void aServiceThatOnlyValidatesTokensGetsNone(
      String realm, String clientId, String secret, LocalKeycloak.Server server) {
    Http.Answer answer = server.realm(realm).clientCredentials(clientId, secret, "");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized_client");
  }

  @ParameterizedTest
  @CsvSource({"''", "wrong", "${LOCAL_LEARNING_SECRET}", "**********"})
  void aSecretThatIsNoneIsRefused(String secret) {
    assertThat(site.clientCredentials("local-learning-api", secret, "").status()).isEqualTo(401);
  }

  private static void grant(String realm, String clientId, String role) {
    String client = admin.client(realm, clientId).path("id").asText();
    String user =
        admin.get(realm + "/clients/" + client + "/service-account-user").path("id").asText();
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get(realm + "/roles/" + role));
    admin.write("POST", realm + "/users/" + user + "/role-mappings/realm", roles);
  }
}
