package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.OwnKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What render writes goes through {@code kc.sh import} into an empty database: with the secrets in
 * the files, and with placeholders, for which Keycloak itself puts in its environment's variables.
 */
@ExtendWith(LocalKeycloak.class)
class KeycloakImportIT {

  private static final String BY_PLACEHOLDERS = "fedn";

  private static final String TEXTS =
      """
      {"realm": "imported-texts", "enabled": true, "displayName": "$${TEXT} $${TEXT:x} $$${TEXT}"}
      """;

  @TempDir private static Path folder;

  private static OwnKeycloak server;

  @BeforeAll
  static void importBeforeTheFirstStart(LocalKeycloak.Server shared) throws IOException {
    server = new OwnKeycloak(shared, folder);
    Path realms = Files.createDirectory(folder.resolve("realms"));
    for (Template template : Template.all()) {
      Map<String, String> variables = template.variables(realm(template));
      if (template.name().equals(BY_PLACEHOLDERS)) {
        Cli.Result kept = render(variables, template.name(), "--keep-placeholders");
        assertThat(kept.out()).doesNotContain("canary-");
        Path file = Files.writeString(folder.resolve("placeholders.json"), kept.out());
        server.importRealms(variables, "--file", file.toString());
      } else {
        Path file = realms.resolve(realm(template) + "-realm.json");
        render(variables, template.name(), "--out", file.toString());
      }
    }
    Path texts = Files.writeString(folder.resolve("texts.json"), TEXTS);
    Path file = realms.resolve("imported-texts-realm.json");
    render(Map.of(), texts.toString(), "--out", file.toString());
    server.importRealms(Map.of("TEXT", "canary-environment"), "--dir", realms.toString());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPlanOfEveryTemplateFindsNoChanges() {
    Map<String, String> environment = server.adminEnvironment();
    List<String> arguments = new ArrayList<>(List.of("plan"));
    for (Template template : Template.all()) {
      environment.putAll(template.variables(realm(template)));
      arguments.add(template.name());
    }

    Cli.Result plan = Cli.run(environment, arguments.toArray(String[]::new));

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(plan.out()).contains("No changes.");
  }

  @Test
  void aSecretThatKeycloakPutInIsTheOneOfTheEnvironment() {
    Template template = Template.of(BY_PLACEHOLDERS);

    assertThat(server.admin().client(realm(template), template.service()).path("secret").asText())
        .isEqualTo(Template.secret("FEDN_ADMIN_SECRET"));
  }

  @Test
  void aTextThatLooksLikeAVariableIsNotReplacedByKeycloak() {
    assertThat(server.admin().get("imported-texts").path("displayName").asText())
        .isEqualTo("${TEXT} ${TEXT:x} $${TEXT}");
  }

  private static String realm(Template template) {
    return "imported-" + template.name();
  }

  private static Cli.Result render(Map<String, String> variables, String... arguments) {
    List<String> all = new ArrayList<>(List.of("render"));
    all.addAll(List.of(arguments));
    Cli.Result result = Cli.run(new HashMap<>(variables), all.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }
}
