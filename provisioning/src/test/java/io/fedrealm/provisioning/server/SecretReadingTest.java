package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a server is asked by what its masked secrets are known again. */
class SecretReadingTest {

  private static final String ASKED = "/realms/r/fl-secrets";
  private static final String EXPORT =
      """
      {"realm": "r", "smtpServer": {"host": "h", "password": "**********"},
       "clients": [{"clientId": "c", "secret": "**********"}],
       "identityProviders": [{"alias": "site", "config": {"clientSecret": "**********"}}],
       "components": {"t": [{"name": "ldap", "config": {"bindCredential": ["**********"]}}]}}
      """;

  private final FakeKeycloak fake = new FakeKeycloak();
  private final KeycloakServer server = new KeycloakServer(fake.access());

  @AfterEach
  void stop() {
    server.close();
    fake.close();
  }

  private LiveRealm read(String desired, String... providers) throws IOException {
    ObjectNode info = new ObjectMapper().createObjectNode();
    for (String provider : providers) {
      info.withObject("/providers/admin-realm-restapi-extension/providers").putObject(provider);
    }
    fake.serverInfo(info.toString()).realm("r", EXPORT);
    server.capabilities();
    ObjectNode template = (ObjectNode) new ObjectMapper().readTree(desired);
    return server.realm(RealmState.of(template)).orElseThrow();
  }

  private List<String> paths() {
    return fake.requests().stream().map(FakeKeycloak.Request::path).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"realm\": \"r\", \"smtpServer\": {\"password\": \"s\"}}",
        "{\"realm\": \"r\", \"identityProviders\": [{\"alias\": \"site\","
            + " \"config\": {\"clientSecret\": \"s\"}}]}",
        "{\"realm\": \"r\", \"components\": {\"t\": [{\"name\": \"ldap\","
            + " \"config\": {\"bindCredential\": [\"s\"]}}]}}"
      })
  void onceWhenTheTemplateDeclaresOneThatIsMasked(String desired) throws IOException {
    fake.answer("GET", ASKED, 200, "{\"smtpServer\":{\"password\":\"abc\"}}");

    LiveRealm live = read(desired, "fl-secrets");

    assertThat(paths()).containsOnlyOnce(ASKED);
    ObjectNode realm =
        live.state().find(ResourceId.of(ResourceType.REALM, "")).orElseThrow().fields();
    assertThat(realm.path(RealmState.SECRET_MARKS).at("/smtpServer/password").asText())
        .isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"realm\": \"r\", \"smtpServer\": {\"host\": \"h\"}}",
        "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"secret\": \"s\"}]}",
        "{\"realm\": \"r\", \"identityProviders\": [{\"alias\": \"new\","
            + " \"config\": {\"clientSecret\": \"s\"}}]}"
      })
  void neverWhenItDeclaresNone(String desired) throws IOException {
    read(desired, "fl-secrets");

    assertThat(paths()).doesNotContain(ASKED);
  }

  @Test
  void neverWhenItHasNotTheExtension() throws IOException {
    read("{\"realm\": \"r\", \"smtpServer\": {\"password\": \"s\"}}", "fl-other");

    assertThat(paths()).doesNotContain(ASKED);
  }

  @Test
  void andReadAsEverWhenSomethingKeepsTheAnswerFromUs() throws IOException {
    LiveRealm live =
        read("{\"realm\": \"r\", \"smtpServer\": {\"password\": \"s\"}}", "fl-secrets");

    assertThat(paths()).contains(ASKED);
    assertThat(live.state().find(ResourceId.of(ResourceType.IDENTITY_PROVIDER, "site")))
        .isPresent();
  }
}
