package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What render writes is imported by a real Keycloak, and is then what apply would have made. */
@ExtendWith(LocalKeycloak.class)
class RenderIT {

  @TempDir private Path folder;

  static List<Template> templates() {
    return Template.all();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void anImportedRealmIsAsTheTemplateSays(Template template, LocalKeycloak.Server server)
      throws IOException {
    String realm = "rendered-" + template.name();
    Path file = folder.resolve("realm.json");
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(template.variables(realm));
    Cli.Result rendered =
        server.cli(environment, "render", template.name(), "--out", file.toString());
    assertThat(rendered.exitCode()).as(rendered.err()).isZero();

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    server.admin().write("POST", "", json);

    Cli.Result plan = server.cli(environment, "plan", template.name());
    assertThat(plan.exitCode()).as(plan.output()).isZero();
  }

  @Test
  void theBuiltInScopesAreThoseOfANewRealm(LocalKeycloak.Server server) throws IOException {
    Path file = folder.resolve("realm.json");
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(Template.of("api").variables("rendered-scopes"));
    server.cli(environment, "render", "api", "--out", file.toString());
    ObjectMapper mapper = new ObjectMapper();
    server
        .admin()
        .write("POST", "", mapper.createObjectNode().put("realm", "stock").put("enabled", true));

    JsonNode rendered = mapper.readTree(file.toFile()).path("clientScopes");
    for (JsonNode stock : server.admin().get("stock/client-scopes")) {
      assertThat(rendered.valueStream())
          .filteredOn(scope -> scope.path("name").equals(stock.path("name")))
          .as(stock.path("name").asText())
          .singleElement()
          .satisfies(
              scope -> {
                assertThat(scope.path("attributes")).isEqualTo(stock.path("attributes"));
                assertThat(mappers(scope)).isEqualTo(mappers(stock));
              });
    }
  }

  private static List<String> mappers(JsonNode scope) {
    return scope
        .path("protocolMappers")
        .valueStream()
        .map(mapper -> mapper.path("name").asText() + sorted(mapper.path("config")))
        .sorted()
        .toList();
  }

  private static String sorted(JsonNode config) {
    return new java.util.TreeMap<>(
            config.properties().stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asText())))
        .toString();
  }
}
