package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.InProcess;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Templates that nobody can apply, against a real realm. */
@ExtendWith(LocalKeycloak.class)
class MalformedTemplatesIT {

  private static final String REALM = "malformed";

  @TempDir private Path folder;

  @Test
  void eachIsRefusedWithItsPlaceAndTheRealmStaysAsItIs(LocalKeycloak.Server server)
      throws IOException {
    ObjectNode realm = JsonNodeFactory.instance.objectNode().put("realm", REALM);
    server.admin().write("POST", "", realm.put("enabled", true));
    JsonNode before = export(server);
    List<Malformed> corpus = Malformed.corpus();
    assertThat(corpus).hasSizeGreaterThanOrEqualTo(80);

    SoftAssertions softly = new SoftAssertions();
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = server.adminEnvironment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      environment.put("C_SECRET", "canary-0f6d3b29c1a84e57");
      for (Malformed template : corpus) {
        check(softly, template, environment);
      }
      softly.assertThat(proxy.writes()).isEmpty();
    }
    softly.assertThat(export(server)).isEqualTo(before);
    softly.assertAll();
  }

  private void check(SoftAssertions softly, Malformed template, Map<String, String> environment)
      throws IOException {
    Path file = folder.resolve(template.name() + ".json");
    Files.write(file, template.content());
    Cli.Result result = InProcess.run(environment, "apply", file.toString());
    int exitCode = result.exitCode();
    String said = result.output();

    softly.assertThat(exitCode).as("%s: %s", template, said).isEqualTo(2);
    softly.assertThat(said).as("%s", template).contains(file.toString(), template.message());
    if (!template.path().isEmpty()) {
      softly
          .assertThat(said)
          .as("%s", template)
          .containsPattern("\\.json:\\d+ " + Pattern.quote(template.path()) + ": ");
    }
    softly
        .assertThat(said)
        .as("%s", template)
        .doesNotContain("\tat ", "Exception", "canary-0f6d3b29c1a84e57");
  }

  private static JsonNode export(LocalKeycloak.Server server) {
    return server
        .admin()
        .write(
            "POST",
            REALM + "/partial-export?exportClients=true&exportGroupsAndRoles=true",
            JsonNodeFactory.instance.objectNode())
        .json();
  }
}
