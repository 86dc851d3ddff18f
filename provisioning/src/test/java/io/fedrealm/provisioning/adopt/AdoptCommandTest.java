package io.fedrealm.provisioning.adopt;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Realm files of others become templates that plan takes, and what is not kept is said. */
class AdoptCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INPUTS = Path.of("src/test/resources/adopt");

  @TempDir private Path folder;

  static List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(INPUTS)) {
      return files.sorted().toList();
    }
  }

  private Result adopt(Path file) {
    return run(Map.of(), "adopt", file.toString(), "--out", folder.resolve("out").toString());
  }

  private Result adopt(String json) throws IOException {
    return adopt(Files.writeString(folder.resolve("in.json"), json));
  }

  private JsonNode template(String realm) throws IOException {
    return JSON.readTree(folder.resolve("out").resolve(realm + ".json").toFile());
  }

  private JsonNode adopted(String input) throws IOException {
    Result result = adopt(INPUTS.resolve(input + ".json"));
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    return template("zz-" + input.substring(0, 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void everyFileBecomesATemplateThatPlanTakes(Path input) {
    Result result = adopt(input);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  /** Each with the place in the file. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m04-builtin-flow-older | translated | $.authenticationFlows[0]: is the flow "clients - adopted"
          m07-group-no-slash | translated | $.users[0].groups: the path of a group begins with a slash
          m12-saml-scope-in-oidc-client | left out | $.clients[0].defaultClientScopes: role_list
          m13-otp-apps | left out | $.otpSupportedApplications
          m15-user-profile-empty | left out | an empty user profile
          m17-scopes-before-25 | translated | $.clients[0].defaultClientScopes: with the client scope basic
          m18-foreign-placeholders | translated | $.displayName: a variable of another tool
          m21-key | not kept | Keycloak generates this key anew
          m22-shared-authenticator-config | translated | another step uses this one
          m24-user-attribute | translated | (tenant) are kept, for administrators to edit
          m25-authz-js-policy | not kept | $.clients[0].authorizationSettings.policies[0]: a policy of a script
          m26-idp-old-field | translated | hideOnLoginPage: is hideOnLogin since 26.1
          m27-organizationsEnabled | left out | $.attributes.organizationsEnabled
          m38-default-role-of-another-name.keycloak-import | translated | Keycloak calls it "default-roles-zz-m38"
          """)
  void theReportSaysWhatBecameOfIt(String input, String outcome, String line) {
    Result result = adopt(INPUTS.resolve(input + ".json"));

    assertThat(result.out().lines()).anyMatch(l -> l.contains(outcome) && l.contains(line));
  }

  @Test
  void aFlowOfKeycloaksWithOtherStepsIsOneOfTheRealmsOwnAndUsed() throws IOException {
    JsonNode realm = adopted("m04-builtin-flow-older");

    assertThat(realm.path("clientAuthenticationFlow").asText()).isEqualTo("clients - adopted");
    assertThat(realm.at("/authenticationFlows/0/builtIn").asBoolean(true)).isFalse();
  }

  @Test
  void aClientNamesItsFlowByItsAlias() throws IOException {
    assertThat(
            adopted("m06-flow-binding-by-id")
                .at("/clients/0/authenticationFlowBindingOverrides/browser")
                .asText())
        .isEqualTo("my browser");
  }

  @Test
  void aPolicyWhoseScriptIsGoneGrantsNobody() throws IOException {
    JsonNode policy =
        adopted("m25-authz-js-policy").at("/clients/0/authorizationSettings/policies/0");

    assertThat(policy.path("type").asText()).isEqualTo("user");
    assertThat(policy.at("/config/users").asText()).isEqualTo("[]");
    assertThat(policy.path("logic").asText()).isEqualTo("POSITIVE");
  }

  @Test
  void whatEverybodyHoldsUnderAnotherNameIsTakenFromNobody() throws IOException {
    JsonNode realm = adopted("m38-default-role-of-another-name.keycloak-import");

    assertThat(realm.at("/defaultRole/composites/client/account")).hasSize(2);
    assertThat(realm.at("/users/0/realmRoles")).isEmpty();
    assertThat(realm.at("/roles/realm")).isEmpty();
  }

  @Test
  void literalSecretsGoIntoAFileForTheOwnerAloneAndWeakOnesAreReplaced() throws IOException {
    Result result =
        adopt(
            """
            {"realm": "r", "id": "4711", "smtpServer": {"password": "**********"},
             "clients": [
               {"id": "1", "clientId": "a-api", "secret": "canary-7c1d5e90b2a4f386"},
               {"clientId": "b", "secret": "changeit"},
               {"clientId": "c", "secret": "it's \\\\ canary $(x)-7c1d5e90"},
               {"clientId": "page", "publicClient": true, "secret": "**********"}],
             "users": [{"username": "ann", "credentials": [{"value": "ann"}]}]}
            """);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    Path secrets = folder.resolve("out/r.env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(secrets))
        .contains(
            "A_API_SECRET=canary-7c1d5e90b2a4f386", "C_SECRET='it'\\''s \\ canary $(x)-7c1d5e90'")
        .anyMatch(line -> line.startsWith("B_SECRET=") && !line.contains("changeit"))
        .hasSize(3);
    assertThat(template("r").toString()).doesNotContain("canary", "4711", "\"id\"");
    assertThat(template("r").at("/users/0/credentials")).isEmpty();
    assertThat(result.out())
        .doesNotContain("canary")
        .contains("B_SECRET: too short", "SMTP_SERVER_PASSWORD: the file has no secret")
        .contains("$.users: ann: the password is too short");
  }

  @Test
  void anArrayOfRealmsBecomesATemplateEach() throws IOException {
    adopt("[{\"realm\": \"one\"}, {\"realm\": \"two\"}]");

    assertThat(template("one").path("realm").asText()).isEqualTo("one");
    assertThat(template("two").path("realm").asText()).isEqualTo("two");
  }

  @Test
  void aFolderOfKeycloaksExportBringsItsPeopleFromTheirFiles() throws IOException {
    Path in = Files.createDirectory(folder.resolve("dir"));
    Files.writeString(in.resolve("r-realm.json"), "{\"realm\": \"r\"}");
    Files.writeString(
        in.resolve("r-users-0.json"), "{\"realm\": \"r\", \"users\": [{\"username\": \"ann\"}]}");

    assertThat(adopt(in).exitCode()).isZero();

    assertThat(template("r").at("/users/0/username").asText()).isEqualTo("ann");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $(env:MY_NAME) | ${MY_NAME}
          $(env:MY_NAME:-some one) | ${MY_NAME:some one}
          ${env.MY_NAME} | ${MY_NAME}
          {{ .Env.MY_NAME }} | ${MY_NAME}
          {{ .Values.myName }} | ${MY_NAME}
          §§MY_NAME | ${MY_NAME}
          ${MY_NAME} | ${MY_NAME}
          ${authBaseUrl} | ${authBaseUrl}
          """)
  void aVariableOfAnotherToolHasADefaultOnlyWhereItHadOne(String theirs, String ours)
      throws IOException {
    adopt("{\"realm\": \"r\", \"displayName\": \"" + theirs + "\"}");

    assertThat(template("r").path("displayName").asText()).isEqualTo(ours);
  }

  @Test
  void aFileOfKeycloakConfigCliMayBeYaml() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("realm.yaml"),
            """
            # Ours
            realm: r
            enabled: true
            displayName: $(env:TITLE)
            clients:
              - clientId: api
                protocol: openid-connect
                secret: $(env:API_SECRET)
                attributes:
                  "pkce.code.challenge.method": S256
                redirectUris: ["$(env:URL:-https://a.example.org)/cb"]
            """);

    Result result = adopt(file);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(template("r").path("displayName").asText()).isEqualTo("${TITLE}");
    assertThat(template("r").at("/clients/0/secret").asText()).isEqualTo("${API_SECRET}");
    assertThat(template("r").at("/clients/0/redirectUris/0").asText())
        .isEqualTo("${URL:https://a.example.org}/cb");
  }

  @Test
  void yamlThatIsNoneIsAnErrorInWordsWithoutItsContent() throws IOException {
    Path file = Files.writeString(folder.resolve("in.yml"), "realm: r\nclients: [secret: canary");

    Result result = adopt(file);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("in.yml: line ", "is not valid YAML")
        .doesNotContain("canary");
  }

  @Test
  void aKeyOfTheFileGoesOnUnderItsKeyId() throws IOException {
    Result result =
        adopt(
            """
            {"realm": "r", "components": {"org.keycloak.keys.KeyProvider": [
              {"name": "rsa-generated", "providerId": "rsa-generated", "config": {
                "privateKey": ["MIIEpAIBAAKCAQEAcanary"], "certificate": ["MIICnTCC"],
                "priority": ["100"]}}]}}
            """);

    JsonNode keys = template("r").path("components").path("org.keycloak.keys.KeyProvider");
    assertThat(keys.at("/0/config")).hasToString("{\"priority\":[\"100\"]}");
    assertThat(keys.at("/1/providerId").asText()).isEqualTo("rsa");
    assertThat(keys.at("/1/config/priority/0").asText()).isEqualTo("101");
    assertThat(keys.at("/1/config/privateKey/0").asText())
        .isEqualTo("${REALM_R_RSA_GENERATED_KEPT_PRIVATE_KEY_SECRET}");
    assertThat(result.exitCode()).as(result.out()).isZero();
  }

  @Test
  void whatOlderVersionsWroteIsTranslated() throws IOException {
    Result result =
        adopt(
            """
            {"realm": "r", "keycloakVersion": "7.0.1", "defaultRoles": ["nurse"],
             "roles": {"realm": [{"name": "nurse"}], "client": {"api": [{"name": "read"}]}},
             "clients": [{"clientId": "api", "publicClient": true, "defaultRoles": ["read"],
                          "defaultClientScopes": ["roles"]}],
             "authenticationFlows": [
               {"alias": "mine", "topLevel": true, "authenticationExecutions": [
                 {"authenticator": "auth-otp-form", "requirement": "OPTIONAL", "priority": 10}]}],
             "users": [{"username": "ann", "enabled": true, "credentials": [
               {"type": "password", "hashedSaltedValue": "aGFzaC1vZi1hLXBhc3N3b3Jk",
                "salt": "c2FsdA==", "hashIterations": 27500, "algorithm": "pbkdf2-sha256"}]}]}
            """);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    JsonNode realm = template("r");
    assertThat(realm.at("/defaultRole/composites/realm"))
        .hasToString("[\"offline_access\",\"uma_authorization\",\"nurse\"]");
    assertThat(realm.at("/defaultRole/composites/client/api")).hasToString("[\"read\"]");
    assertThat(realm.at("/clients/0/defaultClientScopes"))
        .hasToString("[\"roles\",\"acr\",\"basic\"]");
    JsonNode step = realm.at("/authenticationFlows/0/authenticationExecutions/0");
    assertThat(step.path("requirement").asText()).isEqualTo("CONDITIONAL");
    assertThat(step.path("flowAlias").asText()).isEqualTo("mine - auth-otp-form - Conditional");
    assertThat(realm.at("/users/0/credentials/0/credentialData").asText())
        .contains("27500", "pbkdf2-sha256");
    assertThat(Files.readString(folder.resolve("out/r.env"))).contains("aGFzaC1vZi1hLXBhc3N3b3Jk");
  }

  /** What Keycloak's import would make otherwise, without a word of the file. */
  @Test
  void whatARealmOfATemplateHasBesideTheFileIsSaid() throws IOException {
    Result result =
        adopt(
            """
            {"realm": "r", "clientScopes": [{"name": "tenant", "protocol": "openid-connect"}],
             "clients": [{"clientId": "sp", "protocol": "saml",
                          "secret": "canary-7c1d5e90b2a4f386"},
                         {"clientId": "broker", "secret": "**********"}],
             "users": [{"username": "ann", "realmRoles": ["default-roles-r"]},
                       {"username": "bob"}]}
            """);

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .contains(
            "not kept   $.clientScopes: the client scopes of Keycloak's own that the file does not"
                + " have are there, too: ",
            "not kept   $.users: of those that do not hold the role of everybody in the file (1)",
            "left out   $.clients[0].secret: a client of SAML shows its secret to nobody");
    assertThat(template("r").path("clients").findValues("secret")).isEmpty();
  }

  @Test
  void whatPlanWouldRefuseIsToldAndEndsWith1() throws IOException {
    Result result = adopt("{\"realm\": \"r\", \"browserFlow\": \"lost\"}");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).contains("To be mended in the template", "\"lost\"");
  }

  @Test
  void aFileThatIsThereIsNotOverwritten() throws IOException {
    adopt("{\"realm\": \"r\", \"displayName\": \"first\"}");

    Result again = adopt("{\"realm\": \"r\", \"displayName\": \"second\"}");

    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("is there already");
    assertThat(template("r").path("displayName").asText()).isEqualTo("first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"realm": "r", "clients": [{"secret": canary}]} | line 1 is not valid JSON
          [1] | not a realm
          {"clients": []} | a realm in it has no name
          """)
  void aFileThatIsNoRealmIsAnErrorInWordsWithoutItsContent(String json, String message)
      throws IOException {
    Result result = adopt(json);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("in.json", message).doesNotContain("canary");
  }

  @Test
  void aLiveRealmComesWithTheSecretsOfItsClients() throws IOException {
    ObjectNode live = NewRealm.untouched("r").put("enabled", true);
    ObjectNode client = live.withArray("clients").addObject();
    client.put("clientId", "api").put("secret", "canary-7c1d5e90b2a4f386").put("enabled", true);
    try (FakeKeycloak server = new FakeKeycloak()) {
      server.realm("r", live.toString());

      Result result = run(environment(server), "adopt", "--realm", "r", "--out", folder + "/out");

      assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
      assertThat(server.writes()).isEmpty();
    }
    assertThat(Files.readString(folder.resolve("out/r.env")))
        .isEqualTo("API_SECRET=canary-7c1d5e90b2a4f386\n");
    assertThat(template("r").at("/clients/0/secret").asText()).isEqualTo("${API_SECRET}");
  }
}
