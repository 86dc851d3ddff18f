package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.KeycloakVersion;
import io.fedrealm.systemtests.support.OwnKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other versions of Keycloak than the one that all other suites run on: one that is too old, and
 * the oldest that is supported, from which is taken away what Keycloak 27 is to lose.
 */
class VersionsIT {

  private static final String REFUSED = System.getProperty("fedrealm.keycloak.refused", "26.5.6");
  private static final String SUPPORTED =
      System.getProperty("fedrealm.keycloak.supported", "26.7.0");

  private static final String REFUSAL = "fedrealm-spi-extensions.jar does not run here: ";

  private static final String SECRET = Template.secret("API_READER_SECRET");

  @TempDir private Path data;

  @Test
  void aKeycloakThatCannotKeepTheTokenRulesDoesNotStartAndSaysWhyInOneLine() {
    KeycloakVersion old = new KeycloakVersion(REFUSED).build();

    try (OwnKeycloak server = old.server(data)) {
      assertThatThrownBy(server::start)
          .hasMessageContaining(REFUSAL + "Keycloak " + REFUSED)
          .hasMessageContaining("26.7.0 or later, or remove the jar.")
          .satisfies(
              error ->
                  assertThat(error.getMessage().lines().filter(line -> line.contains(REFUSAL)))
                      .hasSize(1));
    }
  }

  @Test
  void theOldestSupportedKeycloakTakesAllTemplatesAlsoWithoutWhatKeycloak27Loses() {
    KeycloakVersion oldest =
        new KeycloakVersion(SUPPORTED)
            .build("--spi-client-policy-executor--full-scope-disabled--enabled=false");

    try (OwnKeycloak server = oldest.server(data)) {
      server.start();
      Map<String, String> environment = server.adminEnvironment();
      List<String> templates = new ArrayList<>();
      for (Template template : Template.all()) {
        templates.add(template.name());
        environment.putAll(template.variables(template.name()));
      }

      Cli.Result doctor = run(environment, "doctor", templates);
      Cli.Result apply = run(environment, "apply", templates);
      Cli.Result plan = run(environment, "plan", templates);

      assertThat(doctor.exitCode()).as(doctor.output()).isZero();
      assertThat(apply.exitCode()).as(apply.output()).isZero();
      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(plan.out())
          .contains("No changes.")
          .contains("the optional executor full-scope-disabled is left out");
      tokenRulesHold(server);
    }
  }

  private static void tokenRulesHold(OwnKeycloak server) {
    RealmClient api = new RealmClient(server.url() + "/realms/api");
    Http.Answer held = api.clientCredentials("api-reader", SECRET, "");
    takeTheRole(server.admin());
    Http.Answer notHeld = api.clientCredentials("api-reader", SECRET, "");

    assertThat(RealmClient.accessToken(held).claims().path("role").asText()).isEqualTo("reader");
    assertThat(notHeld.status()).isEqualTo(400);
    assertThat(notHeld.json().path("error_description").asText()).contains("'role'");
  }

  private static void takeTheRole(Admin admin) {
    String client = "api/clients/" + admin.client("api", "api-reader").path("id").asText();
    String account = admin.get(client + "/service-account-user").path("id").asText();
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get("api/roles/reader"));
    admin.write("DELETE", "api/users/" + account + "/role-mappings/realm", roles);
  }

  private static Cli.Result run(
      Map<String, String> environment, String command, List<String> templates) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(templates);
    return Cli.run(environment, arguments.toArray(String[]::new));
  }
}
