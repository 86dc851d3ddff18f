package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FednRealm;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Projects and sites of a FEDn realm, made, stopped and removed by the command line. */
@ExtendWith(LocalKeycloak.class)
class FednSitesIT {

  private static final String REALM = "fedn-sites";
  private static final String CONTROLLER = "https://fedn.example.org/heart";

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;
  private static Cli.Result lund;

  @BeforeAll
  static void makeRealmProjectAndSite(LocalKeycloak.Server keycloak) {
    server = keycloak;
    server.apply("fedn", FednRealm.variables(REALM));
    admin = server.admin();
    realm = server.realm(REALM);
    ObjectNode representation = (ObjectNode) admin.get(REALM);
    ((ObjectNode) representation.path("attributes")).put("fl.fedn.token.service", "true");
    admin.write("PUT", REALM, representation);
    done("project", "add", "heart", "--name", "Heart", "--controller", CONTROLLER);
    lund = site("lund");
  }

  @Test
  void aSiteGetsTokensOfItsProjectInTheRoleClientAndNothingElse() throws IOException {
    Jwt token = RealmClient.accessToken(ask("lund", secret("lund")));

    assertThat(token.claims().path("project").asText()).isEqualTo("heart");
    assertThat(token.claims().path("role").asText()).isEqualTo("client");
    assertThat(token.claims().has("aud")).isFalse();
    assertThat(token.claims().has("realm_access")).isFalse();
    assertThat(rolesOf("lund")).containsExactlyInAnyOrder("heart:client", "offline_access");
  }

  @Test
  void whatASiteIsGivenIsForItsOwnerAloneAndNothingOfItIsPrinted() throws IOException {
    Path site = folder.resolve("lund");
    assertThat(permissions(site)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(site)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
    assertThat(Files.readString(site.resolve("client.yaml")))
        .containsPattern("client_id: \"[0-9a-f-]{36}\"")
        .contains("name: \"lund\"", "discover_host: \"" + CONTROLLER + "\"");
    assertThat(lund.output())
        .doesNotContain(secret("lund"), yaml("lund", "token"), yaml("lund", "refresh_token"));
  }

  @Test
  void aSiteCanProveItselfWithAKeyOfWhichTheRealmKnowsThePublicHalfOnly() throws IOException {
    done("site", "add", "bern", "--project", "heart", "--auth", "private_key_jwt", "--out", out());

    assertThat(Files.readString(folder.resolve("bern/private-key.pem")))
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Jwt.decode(yaml("bern", "token")).claims().path("azp").asText())
        .isEqualTo("fedn:heart:bern");
    assertThat(admin.client(REALM, "fedn:heart:bern").path("clientAuthenticatorType").asText())
        .isEqualTo("client-jwt");
    assertThat(ask("bern", "").json().has("access_token")).isFalse();
  }

  @Test
  void afterARotationTheOldSecretAndRefreshTokenAreRefusedAndTheNewOnesTaken() throws IOException {
    site("graz");
    String secret = secret("graz");
    String refresh = yaml("graz", "refresh_token");
    String fednId = yaml("graz", "client_id");
    assertThat(refresh("graz", secret, refresh).status()).isEqualTo(200);

    done("site", "rotate", "graz", "--project", "heart", "--out", out());

    assertThat(ask("graz", secret).status()).isEqualTo(401);
    assertThat(refresh("graz", secret("graz"), refresh).status()).isEqualTo(400);
    assertThat(refresh("graz", secret("graz"), yaml("graz", "refresh_token")).status())
        .isEqualTo(200);
    assertThat(yaml("graz", "client_id")).isEqualTo(fednId);
  }

  @Test
  void aSiteThatIsStoppedGetsNoTokenAndRefreshesNoneWhileTheOthersGoOn() throws IOException {
    site("riga");
    String refresh = yaml("riga", "refresh_token");

    Cli.Result stopped = done("site", "disable", "riga", "--project", "heart");

    assertThat(stopped.out()).contains("An access token that it has got already lives for 300 s");
    assertThat(ask("riga", secret("riga")).status()).isEqualTo(401);
    assertThat(refresh("riga", secret("riga"), refresh).status()).isEqualTo(401);
    assertThat(refresh("lund", secret("lund"), yaml("lund", "refresh_token")).status())
        .isEqualTo(200);

    done("site", "enable", "riga", "--project", "heart");
    assertThat(refresh("riga", secret("riga"), refresh).status()).isEqualTo(200);

    done("site", "remove", "riga", "--project", "heart");
    assertThat(refresh("riga", secret("riga"), refresh).status()).isEqualTo(401);
    assertThat(ask("lund", secret("lund")).status()).isEqualTo(200);
  }

  @Test
  void sitesInBulkComeFromACsvFileThatCanBeGivenAgain() throws IOException {
    Path csv = folder.resolve("sites.csv");
    Files.writeString(csv, "name,auth\nka-1,\nka-2,private_key_jwt\n");
    assertThat(done("site", "add", "--csv", csv.toString(), "--project", "heart", "--out", out()))
        .satisfies(result -> assertThat(result.out()).contains("2 of 2 sites made."));
    Files.writeString(csv, "name,auth\nka-1,\nka-2,\nka-3,\n");

    Cli.Result again =
        done("site", "add", "--csv", csv.toString(), "--project", "heart", "--out", out());

    assertThat(again.out()).contains("1 of 3 sites made.");
    assertThat(again.err()).contains("line 2: site ka-1 is there already");
    assertThat(done("site", "list", "--project", "heart", "-o", "json").out())
        .contains("fedn:heart:ka-1", "fedn:heart:ka-2", "fedn:heart:ka-3");
  }

  @Test
  void aProjectIsNoDriftAndGoesWithoutATrace() {
    done("project", "add", "lung");
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(FednRealm.variables(REALM));
    environment.put("FEDN_TOKEN_SERVICE", "true");
    String template = Cli.checkout().resolve("realms/fedn.json").toString();

    assertThat(server.cli(environment, "plan", template).out()).doesNotContain("project:lung");
    assertThat(admin.client(REALM, "fedn-cli").path("optionalClientScopes"))
        .anyMatch(scope -> scope.asText().equals("project:lung"));

    done("project", "remove", "lung");
    assertThat(admin.get(REALM + "/roles").toString()).doesNotContain("lung");
    assertThat(admin.get(REALM + "/groups").toString()).doesNotContain("lung");
    assertThat(admin.get(REALM + "/client-scopes").toString()).doesNotContain("project:lung");
  }

  @Test
  void afterARotationOfTheRealmsKeyPlanSaysThatFednsCopyIsStaleUntilItHasTheNewOne() {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(FednRealm.variables(REALM));
    String template = Cli.checkout().resolve("realms/fedn.json").toString();
    String old = done("fedn", "env", "--project", "heart").out();
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.put("name", "rotated").put("providerId", "rsa-generated");
    key.put("providerType", "org.keycloak.keys.KeyProvider");
    key.put("parentId", admin.get(REALM).path("id").asText());
    key.putObject("config").putArray("priority").add("200");
    admin.write("POST", REALM + "/components", key);

    assertThat(server.cli(environment, "plan", template).err())
        .contains("copy of the realm's key is stale in project heart", "still published");
    assertThat(server.cli(environment, "doctor", "--realm", REALM).out())
        .containsPattern("warning +FEDn's key +stale in project heart")
        .contains("still published");

    assertThat(done("fedn", "env", "--project", "heart").out())
        .contains("BEGIN PUBLIC KEY")
        .isNotEqualTo(old);
    assertThat(server.cli(environment, "plan", template).err()).doesNotContain("stale");
    assertThat(server.cli(environment, "doctor", "--realm", REALM).out()).doesNotContain("stale");
  }

  @Test
  void aProjectThatIsInUseIsNotRemovedByAccident() {
    assertThat(cli("project", "remove", "heart").err()).contains("fedn:heart:lund", "--with-sites");
    assertThat(cli("project", "remove", "demo").err()).contains("fedn-client", "FEDN_PROJECT");
    assertThat(admin.get(REALM + "/client-scopes").toString())
        .contains("project:heart", "project:demo");
  }

  private static Cli.Result site(String name) {
    return done("site", "add", name, "--project", "heart", "--out", out());
  }

  private static Cli.Result done(String... arguments) {
    Cli.Result result = cli(arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result;
  }

  private static Cli.Result cli(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--realm", REALM));
    return server.cli(server.adminEnvironment(), command.toArray(String[]::new));
  }

  private static String out() {
    return folder.toString();
  }

  private static String secret(String site) throws IOException {
    return Files.readString(folder.resolve(site).resolve("client-secret")).strip();
  }

  private static String yaml(String site, String key) throws IOException {
    return Files.readAllLines(folder.resolve(site).resolve("client.yaml")).stream()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 3, line.length() - 1))
        .findFirst()
        .orElseThrow();
  }

  private static Http.Answer refresh(String site, String secret, String refreshToken) {
    return realm.token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            "fedn:heart:" + site,
            "client_secret",
            secret,
            "refresh_token",
            refreshToken));
  }

  private static Http.Answer ask(String site, String secret) {
    return realm.clientCredentials("fedn:heart:" + site, secret, "");
  }

  private static List<String> rolesOf(String site) {
    String client = admin.client(REALM, "fedn:heart:" + site).path("id").asText();
    String user =
        admin.get(REALM + "/clients/" + client + "/service-account-user").path("id").asText();
    return admin
        .get(REALM + "/users/" + user + "/role-mappings/realm")
        .valueStream()
        .map(role -> role.path("name").asText())
        .toList();
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
