package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.InProcess;
import io.fedrealm.systemtests.support.LocalKeycloak;
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
 * What {@code adopt} makes of a realm that Keycloak has imported, in whichever form somebody has
 * it, is that realm: plan finds nothing to change in it.
 */
@ExtendWith(LocalKeycloak.class)
class AdoptIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REALM = "adopt-imported";

  @TempDir private Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static ObjectNode file;

  private final Map<String, String> environment = new HashMap<>(server.adminEnvironment());

  /** As Keycloak's own export has it; a password can be compared with nothing. */
  @BeforeAll
  static void importOne(LocalKeycloak.Server running) {
    server = running;
    admin = running.admin();
    file = OracleFamily.file(admin, REALM, 3);
    file.path("users").forEach(user -> ((ObjectNode) user).remove("credentials"));
    admin.write("POST", "", file);
  }

  @AfterAll
  static void remove() {
    admin.write("DELETE", REALM, null);
  }

  @Test
  void ofAnArrayOfRealms() throws IOException {
    assertIsTheRealm(write("array.json", JSON.createArrayNode().add(file)).toString());
  }

  @Test
  void ofAFolderWithTheUsersInAFileOfTheirOwn() throws IOException {
    ObjectNode realm = file.deepCopy();
    ObjectNode users = JSON.createObjectNode().put("realm", REALM);
    users.set("users", realm.remove("users"));
    Path exported = Files.createDirectory(folder.resolve("exported"));
    write("exported/" + REALM + "-realm.json", realm);
    write("exported/" + REALM + "-users-0.json", users);

    assertIsTheRealm(exported.toString());
  }

  @Test
  void ofAPartialExportWithoutPeople() throws IOException {
    ObjectNode partial = file.deepCopy();
    ((ArrayNode) partial.path("users")).removeIf(user -> !user.has("serviceAccountClientId"));

    assertIsTheRealm(write("partial.json", partial).toString());
  }

  @Test
  void ofAFileOfKeycloakConfigCliWithItsVariables() throws IOException {
    environment.put("TITLE", file.path("displayName").asText());
    ObjectNode small = JSON.createObjectNode().put("realm", REALM).put("enabled", true);
    small.put("displayName", "$(env:TITLE)").put("accessTokenLifespan", 240);
    small.putArray("clients").addObject().put("clientId", "page").put("protocol", "openid-connect");

    assertIsTheRealm(write("config-cli.json", small).toString());
  }

  @Test
  void ofTheLiveRealmWithItsPeople() throws IOException {
    assertIsTheRealm("--realm", REALM, "--users");
  }

  private void assertIsTheRealm(String... source) throws IOException {
    Path out = folder.resolve("adopted");
    List<String> adopt = new ArrayList<>(List.of("adopt"));
    adopt.addAll(List.of(source));
    adopt.addAll(List.of("--out", out.toString()));
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      Cli.Result adopted = InProcess.run(environment, adopt.toArray(String[]::new));
      assertThat(adopted.exitCode()).as(adopted.output()).isZero();

      readSecrets(out.resolve(REALM + ".env"));
      Cli.Result plan = InProcess.run(environment, "plan", out.resolve(REALM + ".json").toString());

      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(plan.out()).contains("No changes.");
      assertThat(proxy.writes()).isEmpty();
    }
    assertThat(Files.readString(out.resolve(REALM + ".json"))).doesNotContain("canary-");
  }

  /** What the file does not hold, the operator sets: here, as the realm has it. */
  private void readSecrets(Path secrets) throws IOException {
    environment.put("HUB_CLIENT_SECRET", OracleFamily.SECRET + "-3");
    if (Files.exists(secrets)) {
      for (String line : Files.readAllLines(secrets)) {
        environment.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=", ""));
      }
    }
  }

  private Path write(String name, JsonNode realm) throws IOException {
    return Files.writeString(folder.resolve(name), realm.toString());
  }
}
