package io.fedrealm.provisioning.export;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final FakeKeycloak server = new FakeKeycloak();
  private ObjectNode realm;

  /** What Keycloak exports of a new realm. */
  @BeforeEach
  void newRealm() throws IOException {
    try (InputStream in =
        FakeKeycloak.class.getResourceAsStream("/io/fedrealm/provisioning/realm/new-realm.json")) {
      realm = (ObjectNode) JSON.readTree(in);
    }
    realm.put("realm", "r").put("enabled", true);
    remove(realm.at("/roles/realm"), "name", "prototype");
    remove(realm.path("clients"), "clientId", "prototype");
    remove(realm.path("clientScopes"), "name", "prototype");
    realm.remove("groups");
    rename(realm.at("/roles/realm"), "default-roles-new-realm", "default-roles-r");
    realm.withObjectProperty("defaultRole").put("name", "default-roles-r");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void remove(JsonNode list, String key, String name) {
    ((ArrayNode) list)
        .elements()
        .forEachRemaining(
            element -> {
              if (element.path(key).asText().equals(name)) {
                ((ObjectNode) element).put(key, "to be removed");
              }
            });
    for (int index = list.size() - 1; index >= 0; index--) {
      if (list.get(index).path(key).asText().equals("to be removed")) {
        ((ArrayNode) list).remove(index);
      }
    }
  }

  private static void rename(JsonNode list, String from, String to) {
    for (JsonNode element : list) {
      if (element.path("name").asText().equals(from)) {
        ((ObjectNode) element).put("name", to);
      }
    }
  }

  private Result export(String... options) {
    server.realm("r", realm.toString().replace("NEW-REALM", "r"));
    String[] arguments = new String[options.length + 2];
    arguments[0] = "export";
    arguments[1] = "r";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return run(environment(server), arguments);
  }

  private JsonNode exported() throws IOException {
    Result result = export();
    assertThat(result.exitCode()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  @Test
  void aNewRealmIsItsNameAndThatItIsEnabled() throws IOException {
    assertThat(exported()).isEqualTo(JSON.readTree("{\"realm\":\"r\",\"enabled\":true}"));
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyWhenThatIsSaidAndPeopleAreForTheirOperatorAlone(
      @TempDir Path folder) throws IOException {
    Path file = folder.resolve("site.json");
    server.realm("r", realm.toString()).realm("r", realm.toString());
    String[] export = {"export", "r", "--users", "--out", file.toString()};

    assertThat(run(environment(server), export).exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "mine");

    Result again = run(environment(server), export);
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("There is a file " + file + " already: give --overwrite");
    assertThat(file).hasContent("mine");
  }

  @Test
  void settingsThatDifferAreTold() throws IOException {
    realm.put("displayName", "R").put("accessTokenLifespan", 60);

    assertThat(exported())
        .isEqualTo(
            JSON.readTree(
                "{\"realm\":\"r\",\"enabled\":true,\"displayName\":\"R\",\"accessTokenLifespan\":60}"));
  }

  @Test
  void aSecretBecomesAVariableThatIsToldOfAndIdsAreLeftOut() throws IOException {
    ObjectNode client = realm.withArray("clients").addObject();
    client.put("id", "4711").put("clientId", "data-api").put("secret", "**********");
    client.put("standardFlowEnabled", false).put("enabled", true).put("fullScopeAllowed", true);
    client.putObject("attributes").put("client.secret.creation.time", "1").put("a", "b");

    Result result = export();

    assertThat(JSON.readTree(result.out()).path("clients"))
        .isEqualTo(
            JSON.readTree(
                "[{\"clientId\":\"data-api\",\"secret\":\"${DATA_API_SECRET}\","
                    + "\"standardFlowEnabled\":false,\"fullScopeAllowed\":true,"
                    + "\"attributes\":{\"a\":\"b\"}}]"));
    assertThat(result.err())
        .isEqualTo(
            """
            Set these before plan or apply (each as NAME, or NAME_FILE for a file):
              DATA_API_SECRET for $.clients[0].secret
            """);
  }

  @Test
  void aClientOfWhichOneListOfScopesDiffersComesWithBothAndWithItsEmptyRedirectUris()
      throws IOException {
    ObjectNode client = realm.withArray("clients").addObject();
    client.put("clientId", "svc").put("rootUrl", "https://svc.example.org");
    client.putArray("redirectUris");
    for (String scope : List.of("web-origins", "acr", "profile", "roles", "basic", "email")) {
      client.withArray("defaultClientScopes").add(scope);
    }
    client.putArray("optionalClientScopes").add("phone");

    JsonNode exported = exported().at("/clients/0");

    assertThat(exported.path("redirectUris").isArray()).isTrue();
    assertThat(exported.path("defaultClientScopes")).hasSize(6);
    assertThat(exported.path("optionalClientScopes")).hasToString("[\"phone\"]");
  }

  @Test
  void theInternalIdOfAnIdentityProviderIsLeftOut() throws IOException {
    ObjectNode provider = realm.withArray("identityProviders").addObject();
    provider.put("alias", "hub").put("providerId", "oidc").put("internalId", "4711");

    assertThat(exported().at("/identityProviders/0"))
        .isEqualTo(JSON.readTree("{\"alias\":\"hub\",\"providerId\":\"oidc\"}"));
  }

  @Test
  void aTextThatATemplateWouldTakeForAVariableIsWrittenAsAText() throws IOException {
    realm.put("displayName", "${ROLE_ADMIN} ${A:$${B}} ${role_a} ${vault.a} ${user.name}");
    realm.withObjectProperty("attributes").put("${KEY}", "${VALUE:x}");

    JsonNode exported = exported();

    assertThat(exported.path("displayName").asText())
        .isEqualTo("$${ROLE_ADMIN} $${A:$$${B}} ${role_a} ${vault.a} ${user.name}");
    assertThat(exported.path("attributes")).hasToString("{\"$${KEY}\":\"$${VALUE:x}\"}");
    assertThat(export().err()).isEmpty();
  }

  @Test
  void anExportThatPlanWillNotReadSaysSo() {
    realm.put("displayNameHtml", "x".repeat(8 << 20));

    Result result = export();

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .startsWith("plan will refuse it: it has 8388")
        .endsWith(" bytes, and a template 8388608 at most\n");
  }

  @Test
  void secretsThatWouldBeCalledLikeTheOperatorsOwnGetALongerName() throws IOException {
    for (String id : new String[] {"fedrealm", "github"}) {
      realm.withArray("clients").addObject().put("clientId", id).put("secret", "**********");
    }

    assertThat(exported().path("clients").findValuesAsText("secret"))
        .allMatch(name -> name.matches("\\$\\{REALM_[A-Z0-9_]+_(FEDREALM|GITHUB)_SECRET}"))
        .hasSize(2);
  }

  @Test
  void twoSecretsThatWouldBeCalledTheSameAreToldApart() throws IOException {
    for (String id : new String[] {"a-b", "a.b"}) {
      realm.withArray("clients").addObject().put("clientId", id).put("secret", "**********");
    }

    assertThat(exported().path("clients").findValuesAsText("secret"))
        .containsExactly("${A_B_SECRET}", "${A_B_SECRET_2}");
  }

  @Test
  void whatAClientThatOnlyChecksTokensKeepsAsASecretIsNotAskedFor() throws IOException {
    realm
        .withArray("clients")
        .addObject()
        .put("clientId", "checks")
        .put("bearerOnly", true)
        .put("secret", "**********");

    assertThat(exported().at("/clients/0").has("secret")).isFalse();
  }

  @Test
  void aClientOfSamlHasNoSecretThatSomebodyWouldHaveToSet() throws IOException {
    realm
        .withArray("clients")
        .addObject()
        .put("clientId", "https://sp.example.org")
        .put("protocol", "saml")
        .put("secret", "**********");

    assertThat(exported().at("/clients/0").has("secret")).isFalse();
  }

  @Test
  void aRoleThatIsToldOfComesWithAllOfItsComposites() throws IOException {
    for (JsonNode role : realm.at("/roles/realm")) {
      if (role.path("name").asText().equals("default-roles-r")) {
        ((ObjectNode) role).put("description", "other");
      }
    }

    JsonNode role = exported().at("/roles/realm/0");

    assertThat(role.path("name").asText()).isEqualTo("default-roles-r");
    assertThat(role.at("/composites/client/account")).hasSize(2);
    assertThat(role.at("/composites/realm")).hasSize(2);
  }

  @Test
  void groupsThatMirrorTheRolesAreSaidOnce() throws IOException {
    realm.withObjectProperty("attributes").put("fl.groups.mirror", "realm-roles");
    realm.withObject("/roles").withArray("realm").addObject().put("name", "Admin");
    ObjectNode group = realm.withArray("groups").addObject().put("name", "Admin");
    group.putArray("realmRoles").add("Admin");

    assertThat(exported().has("groups")).isFalse();

    realm.withObject("/roles").withArray("realm").addObject().put("name", "Other");
    server.realm("again", realm.toString());
    Result spelled = run(environment(server), "export", "again");
    assertThat(JSON.readTree(spelled.out()).path("groups")).hasSize(1);
    assertThat(JSON.readTree(spelled.out()).at("/attributes").has("fl.groups.mirror")).isFalse();
  }

  @Test
  void whatFedrealmDoesNotManageIsLeftOutAndNamed() throws IOException {
    realm.put("codeSecret", "**********");

    Result result = export();

    assertThat(JSON.readTree(result.out()).has("codeSecret")).isFalse();
    assertThat(result.err()).contains("left out: $.codeSecret (not managed by fedrealm)");
  }

  @Test
  void ourOwnMarksAndLeaseAreNotPartOfATemplate() throws IOException {
    ObjectNode role = realm.withObject("/roles").withArray("realm").addObject().put("name", "a");
    role.putObject("attributes").putArray("fedrealm.made").add("realm_role a");
    realm.withObject("/roles").withArray("realm").addObject().put("name", "fedrealm.lease");

    assertThat(exported().at("/roles/realm")).isEqualTo(JSON.readTree("[{\"name\":\"a\"}]"));
  }

  @Test
  void theTemplateGoesIntoAFileWhenAsked() throws IOException {
    Path file = folder.resolve("t.json");

    Result result = export("--out", file.toString());

    assertThat(result.out()).isEmpty();
    assertThat(JSON.readTree(file.toFile()).path("realm").asText()).isEqualTo("r");
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void aRealmThatIsNotThereIsAnErrorInWords() {
    Result result = run(environment(server), "export", "nothing");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).isEqualTo("Error: The server has no realm \"nothing\".\n");
  }

  @Test
  void whatATemplateCannotHoldOfPeopleIsLeftOutAndNamed() throws IOException {
    realm.put("organizationsEnabled", true);
    server
        .answer(
            "GET",
            "/realms/r/organizations?first=0&max=500&briefRepresentation=false",
            200,
            "[{\"id\": \"o1\", \"name\": \"A\", \"enabled\": true}]")
        .answer(
            "GET",
            "/realms/r/identity-provider/instances",
            200,
            "[{\"alias\": \"corp\", \"organizationId\": \"o1\"}, {\"alias\": \"site\","
                + " \"organizationLinks\": [{\"organizationId\": \"o2\"}, {\"organizationId\": \"o1\"}]},"
                + " {\"alias\": \"other\", \"organizationLinks\": [{\"organizationId\": \"o2\"}]}]")
        .answer(
            "GET",
            "/realms/r/organizations/o1/groups?search=*&briefRepresentation=false",
            200,
            """
            [{"id": "g1", "name": "Lab", "parentId": "0", "path": "/Lab", "realmRoles": ["a"],
              "clientRoles": {}, "attributes": {"fedrealm.made": ["organization_group A /Lab"]}},
             {"id": "g2", "name": "Night", "parentId": "g1", "attributes": {"floor": ["1"]}}]
            """)
        .answer(
            "GET",
            "/realms/r/organizations/o1/groups/g2/members?first=0&max=500&briefRepresentation=true",
            200,
            "[{\"username\": \"anna\"}, {\"username\": \"ldap\"}]")
        .answer(
            "GET",
            "/realms/r/fl-people?first=0&max=500&memberships=true",
            200,
            """
            [{"user": {"id": "1", "username": "anna", "realmRoles": ["default-roles-r"]},
              "groupIds": [],
              "memberships": [{"organizationId": "o1", "membershipType": "UNMANAGED"}]},
             {"user": {"id": "2", "username": "ldap", "federationLink": "9"}, "groupIds": [],
              "memberships": [{"organizationId": "o1", "membershipType": "MANAGED"}]}]
            """);

    Result result = export("--users");

    JsonNode template = JSON.readTree(result.out());
    assertThat(template.path("users")).hasToString("[{\"username\":\"anna\"}]");
    assertThat(template.path("organizations"))
        .hasToString(
            "[{\"name\":\"A\",\"enabled\":true,\"identityProviders\":[{\"alias\":\"corp\"},"
                + "{\"alias\":\"site\"}],\"groups\":[{\"name\":\"Lab\",\"realmRoles\":[\"a\"],\"subGroups\":"
                + "[{\"name\":\"Night\",\"attributes\":{\"floor\":[\"1\"]}}]}],"
                + "\"members\":[{\"username\":\"anna\",\"groups\":[\"/Lab/Night\"]}]}]");
    assertThat(result.err())
        .contains("left out: people who come from a user storage (LDAP or another): ldap")
        .contains("left out: memberships that identity providers have made (managed ones)");
  }
}
