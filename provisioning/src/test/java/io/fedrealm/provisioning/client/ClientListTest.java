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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientListTest {

  private static final int PAGE = 200;
  private static final String CANARY = "canary-client-list-19c4";

  private final FakeKeycloak server = new FakeKeycloak();

  @AfterEach
  void stop() {
    server.close();
  }

  private Result list() {
    return run(environment(server), "client", "list", "-r", "r", "-o", "json");
  }

  private static String clients(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            number ->
                """
                {"clientId": "c-%03d", "enabled": true, "secret": "%s",
                 "serviceAccountsEnabled": true, "clientAuthenticatorType": "client-secret"}
                """
                    .formatted(number, CANARY))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void hasTheClientsOfEveryPageWithoutTheirSecrets() throws IOException {
    server
        .answer("GET", "/realms/r/clients?first=0&max=200", 200, clients(0, PAGE))
        .answer("GET", "/realms/r/clients?first=200&max=200", 200, clients(PAGE, PAGE + 1));

    Result result = list();

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode listed = new ObjectMapper().readTree(result.out());
    assertThat(listed).hasSize(PAGE + 1);
    assertThat(listed.path(PAGE))
        .hasToString(
            "{\"clientId\":\"c-200\",\"enabled\":true,\"authentication\":\"client-secret\","
                + "\"flows\":[\"client credentials\"]}");
    assertThat(result.out()).doesNotContain(CANARY);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void ofARealmThatIsNotThereIsWrongInput() {
    Result result = list();

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).isEqualTo("Error: The server has no realm \"r\".\n");
  }
}
