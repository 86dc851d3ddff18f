package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.OwnKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What render writes goes through {@code kc.sh import} into an empty database: with the secrets in
 * the files, and with placeholders, for which Keycloak itself puts in its environment's variables.
 */
@ExtendWith(LocalKeycloak.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakImportIT {

  private static final String BY_PLACEHOLDERS = "fedn";

  private static final String OPTION = "--spi-realm-restapi-extension--fedn--";
  private static final String PASSWORD = "canary-fedn-person-7d20b9c4e1f83a56";

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
      Map<String, String> variables = variables(template);
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
    server.start(OPTION + "max-tokens-per-project=2", OPTION + "max-projects-per-person=1");
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
      environment.putAll(variables(template));
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

  @Test
  void aProjectHasAsManyTokensAsTheServersOptionSays() {
    String[] headers = {"Authorization", login("astrid", "demo:admin"), "X-Project-Slug", "demo"};

    List<Http.Answer> answers =
        Stream.of("client-token", "admin-token", "client-token", "admin-token")
            .map(kind -> new Http().get(service() + "v1/" + kind, headers))
            .toList();

    assertThat(answers).extracting(Http.Answer::status).containsExactly(200, 200, 403, 403);
    assertThat(answers.get(2).body()).contains("as many as this server allows");
  }

  @Test
  void aPersonCreatesAsManyProjectsAsTheServersOptionSays() {
    String[] headers = {"Authorization", login("carl", "project-creator")};

    List<Http.Answer> answers =
        Stream.of("one", "two")
            .map(name -> Map.of("name", name))
            .map(form -> new Http().post(service() + "v1/projects/create", form, headers))
            .toList();

    assertThat(answers).extracting(Http.Answer::status).containsExactly(201, 400);
    assertThat(answers.get(1).body()).contains("as many as this server allows");
  }

  /** The last one: nobody else gets in with the temporary account afterwards. */
  @Test
  @Order(Integer.MAX_VALUE)
  void theTemporaryAdministratorsAreReplacedByOneThatCanDoAllTheyCould() throws IOException {
    Map<String, String> temporary = server.adminEnvironment();
    Path secret = folder.resolve("operator.secret");
    Cli.Result before = Cli.run(temporary, "doctor");
    assertThat(before.out())
        .containsPattern("warning +realm master +no brute-force detection, no password policy")
        .containsPattern("warning +bootstrap accounts +still there: fedrealm");

    Cli.Result replaced = Cli.run(temporary, "bootstrap", "replace", "--to", secret.toString());

    assertThat(replaced.exitCode()).as(replaced.output()).isZero();
    assertThat(replaced.out()).contains("Deleted: fedrealm");
    assertThat(replaced.output()).doesNotContain(Files.readString(secret));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(Cli.run(temporary, "doctor").exitCode()).isEqualTo(4);
    Map<String, String> ours = new HashMap<>(temporary);
    ours.remove("FEDREALM_ADMIN_CLIENT_SECRET");
    ours.put("FEDREALM_ADMIN_CLIENT_ID", "fedrealm-operator");
    ours.put("FEDREALM_ADMIN_CLIENT_SECRET_FILE", secret.toString());
    String hardened = Cli.checkout().resolve("docker/realm-master.json").toString();
    assertThat(Cli.run(ours, "apply", "--quiet", hardened).exitCode()).isZero();
    assertThat(Cli.run(ours, "doctor").out())
        .containsPattern("ok +realm master")
        .containsPattern("ok +bootstrap accounts +none is left");
    assertThat(Cli.run(ours, "bootstrap", "replace", "--to", secret.toString()).out())
        .contains("no temporary administrator any more; nothing was changed");
    assertThat(Cli.run(ours, "plan", hardened).out()).contains("No changes.");
  }

  private static String service() {
    return server.url() + "/realms/" + realm(Template.of("fedn")) + "/fedn/api/";
  }

  private static String login(String username, String group) {
    String realm = realm(Template.of("fedn"));
    String user = server.admin().addUser(realm, username, PASSWORD);
    String id = server.admin().group(realm, group).path("id").asText();
    server.admin().write("PUT", realm + "/users/" + user + "/groups/" + id, null);
    ObjectNode login = JsonNodeFactory.instance.objectNode();
    login.put("username", username).put("password", PASSWORD);
    Http.Answer answer = new Http().json("POST", service() + "token/", login);
    return "Bearer " + answer.json().path("access").asText();
  }

  private static Map<String, String> variables(Template template) {
    Map<String, String> variables = template.variables(realm(template));
    if (template.name().equals("fedn")) {
      variables.put("FEDN_TOKEN_SERVICE", "true");
      variables.put("FEDN_PASSWORD_LOGIN", "true");
    }
    return variables;
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
