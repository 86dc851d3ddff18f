package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fedrealm up}, {@code status} and {@code down}, as somebody sees them who tries fedrealm.
 */
@Tag("fast")
@ExtendWith(LocalKeycloak.class)
class UpIT {

  @Test
  void upEndsWithATableOfRealmsPeopleAndATokenOfEachRealm(LocalKeycloak.Server server) {
    assertThat(server.up().exitCode()).isZero();
    assertThat(server.up().out())
        .contains(server.url() + "/admin")
        .contains("FLNet-Client", "FederatedLearningNet_Global", "fedn", "nvflare", "flower", "api")
        .contains("Data-Access-Manager", "Data-Scientist", "demo:admin")
        .contains("RS256")
        .contains("secrets.env");
  }

  @Test
  void statusTellsScriptsHowToGetATokenForEachService(LocalKeycloak.Server server) {
    assertThat(server.status().path("running").asBoolean()).isTrue();
    int services = 0;
    for (JsonNode realm : server.status().path("realms")) {
      RealmClient client = new RealmClient(realm.path("issuer").asText());
      for (JsonNode service : realm.path("services")) {
        assertThat(service.path("tokenEndpoint").asText()).isEqualTo(client.endpoint("token"));
        Jwt token =
            client.serviceToken(
                service.path("clientId").asText(),
                server.secrets().get(service.path("secretVariable").asText()),
                service.path("scope").asText());
        assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
        services++;
      }
    }
    assertThat(services).isEqualTo(Template.all().stream().mapToInt(Template::services).sum());
  }

  @Test
  void thePersonOfAGroupSignsInAndHasTheGroupsRole(LocalKeycloak.Server server) {
    JsonNode realm = realm(server, "FLNet-Client");
    assertThat(realm.path("users")).hasSize(3);
    for (JsonNode user : realm.path("users")) {
      SignIn signIn =
          new SignIn(
              new RealmClient(realm.path("issuer").asText()), "frontend", "http://localhost:4200/");

      Jwt token =
          RealmClient.accessToken(
              signIn.token(
                  user.path("username").asText(),
                  server.secrets().get(user.path("passwordVariable").asText()),
                  "openid"));

      assertThat(token.claims().at("/realm_access/roles").valueStream().map(JsonNode::asText))
          .contains(user.path("group").asText());
    }
  }

  @Test
  void theSecretsFileIsForItsOwnerOnly(LocalKeycloak.Server server) throws IOException {
    Path file = Path.of(server.status().path("secretsFile").asText());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecondUpChangesNothing(LocalKeycloak.Server server) {
    Map<String, String> before = server.secrets();

    Cli.Result again = server.cli(Map.of(), "up", "--detach", "--home", server.home().toString());

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("no changes");
    assertThat(server.secrets()).isEqualTo(before);
  }

  @Test
  void everyOtherCommandFindsTheServerWithItsAccountSecretsAndValues(LocalKeycloak.Server server) {
    Map<String, String> home = Map.of("FEDREALM_HOME", server.home().toString());

    Cli.Result plan = server.cli(home, "plan", "api", "flnet-client");

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(plan.out()).endsWith("No changes.\n");
    assertThat(plan.err()).startsWith("Server: the local one, " + server.url());
    assertThat(server.home().resolve("values.env"))
        .content()
        .contains("FRONTEND_BASE_URL=http://localhost:4200");
  }

  @Test
  void aPortThatIsTakenIsSaidBeforeAnythingIsStarted(@TempDir Path home) throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());

      Cli.Result result =
          Cli.run(Map.of(), "up", "--detach", "--home", home.toString(), "--port", port);

      assertThat(result.exitCode()).isNotZero();
      assertThat(result.err()).contains(port).contains("--port");
    }
  }

  @Test
  void downOfAServerThatDoesNotRunIsNoError(@TempDir Path home) {
    Cli.Result down = Cli.run(Map.of(), "down", "--home", home.toString());
    Cli.Result status = Cli.run(Map.of(), "status", "--home", home.toString());

    assertThat(down.exitCode()).isZero();
    assertThat(status.exitCode()).isEqualTo(1);
  }

  private static JsonNode realm(LocalKeycloak.Server server, String name) {
    return server
        .status()
        .path("realms")
        .valueStream()
        .filter(realm -> realm.path("realm").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
