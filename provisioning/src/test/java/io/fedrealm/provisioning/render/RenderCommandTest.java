package io.fedrealm.provisioning.render;

import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.common.util.StringPropertyReplacer;

class RenderCommandTest {

  private static final Map<String, String> SECRETS =
      Map.of(
          "API_READER_SECRET", "canary-reader-0123456789abcdef",
          "API_WRITER_SECRET", "canary-writer-0123456789abcdef");

  @TempDir private Path folder;

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(item -> item.path("name").asText()).toList();
  }

  @Test
  void theFileHoldsSecretsGroupsAndTheBuiltInScopes() throws Exception {
    Path file = folder.resolve("realm.json");

    Result result = run(SECRETS, "render", "api", "--out", file.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode realm = new ObjectMapper().readTree(file.toFile());
    assertThat(names(realm.path("groups"))).containsExactlyInAnyOrder("reader", "writer");
    assertThat(names(realm.path("clientScopes"))).contains("api", "basic", "roles", "profile");
    assertThat(realm.path("defaultDefaultClientScopes")).isNotEmpty();
    assertThat(Files.readString(file)).contains("canary-reader-").doesNotContain("_SECRET}");
  }

  @Test
  void aRealmThatBringsARequiredActionBringsKeycloaksOwnToo() throws Exception {
    Map<String, String> environment =
        Map.of(
            "FRONTEND_BASE_URL", "https://flnet.example.org",
            "DATA_IMPORTER_SECRET", "canary-importer-8d0e6b2f41c97a35",
            "LOCAL_LEARNING_SECRET", "canary-learning-31f5c0a7e94b8d62");

    Result result = run(environment, "render", "flnet-client", "--keep-placeholders");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode actions = new ObjectMapper().readTree(result.out()).path("requiredActions");
    assertThat(actions.findValuesAsText("alias"))
        .contains("fl-terms", "fl-membership", "UPDATE_PASSWORD", "CONFIGURE_TOTP")
        .doesNotHaveDuplicates();
  }

  @Test
  void placeholdersOfSecretsAreKeptWhetherTheyAreSetOrNot() {
    for (Map<String, String> environment : List.of(SECRETS, Map.<String, String>of())) {
      Result result = run(environment, "render", "api", "--keep-placeholders");

      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.out()).contains("\"secret\" : \"${API_READER_SECRET}\"");
    }
  }

  @Test
  void aTextThatLooksLikeAVariableIsNoneForKeycloaksImportEither() throws Exception {
    Path template =
        Files.writeString(
            folder.resolve("t.json"),
            "{\"realm\": \"r\", \"displayName\": \"$${HOME} $${AB,CD:x} ${V} ${role_a}\","
                + " \"clients\": [{\"clientId\": \"c\", \"secret\": \"${S}\"}]}");

    Result result =
        run(Map.of("V", "${HOME:x}"), "render", template.toString(), "--keep-placeholders");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"${S}\"");
    String read = StringPropertyReplacer.replaceProperties(result.out(), name -> "canary-" + name);
    JsonNode realm = new ObjectMapper().readTree(read);
    assertThat(realm.at("/clients/0/secret").asText()).isEqualTo("canary-S");
    assertThat(realm.path("displayName").asText())
        .isEqualTo("${HOME} ${AB,CD:x} ${HOME:x} canary-role_a");
  }

  /** Keycloak's import reads nothing of it without the type. */
  @Test
  void thePolicyOfOneTimePasswordsIsTold() throws IOException {
    JsonNode realm = rendered("{\"realm\": \"r\", \"otpPolicyDigits\": 8}");

    assertThat(realm.path("otpPolicyDigits").asInt()).isEqualTo(8);
    assertThat(realm.path("otpPolicyType").asText()).isEqualTo("totp");
    assertThat(realm.path("otpPolicyPeriod").asInt()).isEqualTo(30);
  }

  @Test
  void aMemberOfAnOrganizationHasTheIdsOfGroupsAsKeycloaksImportWantsThem() throws Exception {
    Path template =
        Files.writeString(
            folder.resolve("r.json"),
            """
            {"realm": "r", "users": [{"username": "ann"}], "organizations": [{"name": "A",
              "groups": [{"name": "Lab", "subGroups": [{"name": "Night"}]}],
              "members": [{"username": "ann", "groups": ["/Lab/Night"]}]}]}
            """);

    Result result = run(Map.of(), "render", "--keep-placeholders", template.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode organization = new ObjectMapper().readTree(result.out()).at("/organizations/0");
    String night = organization.at("/groups/0/subGroups/0/id").asText();
    assertThat(night).isNotEmpty().isNotEqualTo(organization.at("/groups/0/id").asText());
    assertThat(organization.at("/members/0/groups")).hasToString("[\"" + night + "\"]");
    assertThat(run(Map.of(), "render", "--keep-placeholders", template.toString()).out())
        .isEqualTo(result.out());
  }

  private JsonNode rendered(String template) throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), template);
    Result result = run(Map.of(), "render", "--keep-placeholders", file.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  private static JsonNode named(JsonNode list, String key, String name) {
    return list.valueStream().filter(e -> e.path(key).asText().equals(name)).findFirst().get();
  }

  @Test
  void aBuiltInClientThatIsNamedIsWholeAndTheOthersAreThereWithTheirRoles() throws Exception {
    JsonNode realm =
        rendered(
            "{\"realm\": \"R\", \"clients\": [{\"clientId\": \"account\", \"description\": \"x\"}]}");

    JsonNode account = named(realm.path("clients"), "clientId", "account");
    assertThat(account.path("description").asText()).isEqualTo("x");
    assertThat(account.path("publicClient").asBoolean()).isTrue();
    assertThat(account.path("redirectUris")).hasToString("[\"/realms/R/account/*\"]");
    assertThat(realm.path("clients").findValuesAsText("clientId"))
        .contains("account-console", "realm-management")
        .doesNotContain("prototype");
    assertThat(names(realm.at("/roles/client/account"))).contains("manage-account");
  }

  @Test
  void whatEverybodyHoldsNamesRolesThatTheFileHas() throws Exception {
    JsonNode realm =
        rendered(
            "{\"realm\": \"R\", \"roles\": {\"realm\": [{\"name\": \"nurse\"}]},"
                + " \"defaultRole\": {\"composites\": {\"realm\": [\"uma_authorization\", \"nurse\"]}},"
                + " \"users\": [{\"username\": \"ann\"}]}");

    assertThat(realm.at("/defaultRole/name").asText()).isEqualTo("default-roles-r");
    assertThat(names(realm.at("/roles/realm")))
        .containsExactlyInAnyOrder(
            "nurse", "uma_authorization", "offline_access", "default-roles-r");
    assertThat(named(realm.at("/roles/realm"), "name", "default-roles-r").path("composites"))
        .hasToString("{\"realm\":[\"uma_authorization\",\"nurse\"]}");
    assertThat(realm.at("/users/0/realmRoles")).hasToString("[\"default-roles-r\"]");
  }

  @Test
  void aServiceAccountIsSwitchedOn() throws Exception {
    JsonNode realm =
        rendered(
            "{\"realm\": \"R\","
                + " \"clients\": [{\"clientId\": \"Svc\", \"serviceAccountsEnabled\": true}],"
                + " \"users\": [{\"serviceAccountClientId\": \"Svc\"}]}");

    assertThat(realm.at("/users/0/enabled").asBoolean()).isTrue();
    assertThat(realm.at("/users/0/username").asText()).isEqualTo("service-account-svc");
  }

  /** Keycloak's own flow in part, one with a step of Keycloak's, and a configuration left out. */
  @Test
  void flowsComeWithTheirStepsInOrderTheirConfigurationsAndTheIdsThatClientsName()
      throws Exception {
    JsonNode realm =
        rendered(
            """
            {"realm": "R", "authenticationFlows": [
              {"alias": "mine", "authenticationExecutions": [
                {"authenticator": "auth-cookie", "requirement": "ALTERNATIVE"},
                {"flowAlias": "forms", "requirement": "ALTERNATIVE"},
                {"authenticator": "deny-access-authenticator", "authenticatorConfig": "deny",
                 "requirement": "REQUIRED"}]}],
             "clients": [
               {"clientId": "c", "authenticationFlowBindingOverrides": {"browser": "mine"}}]}
            """);

    JsonNode mine = named(realm.path("authenticationFlows"), "alias", "mine");
    assertThat(mine.path("authenticationExecutions").findValuesAsText("priority"))
        .containsExactly("10", "20", "30");
    assertThat(mine.at("/authenticationExecutions/1/authenticatorFlow").asBoolean()).isTrue();
    assertThat(realm.path("authenticationFlows").findValuesAsText("alias"))
        .contains("browser", "forms", "registration form");
    assertThat(realm.path("authenticatorConfig").findValuesAsText("alias"))
        .contains("deny", "review profile config");
    assertThat(realm.at("/clients/0/authenticationFlowBindingOverrides/browser"))
        .isEqualTo(mine.path("id"));
  }

  @Test
  void aKeyOfItsOwnTakesNoneOfKeycloaksAway() throws Exception {
    JsonNode realm =
        rendered(
            "{\"realm\": \"R\", \"components\": {\"org.keycloak.keys.KeyProvider\": ["
                + "{\"name\": \"more\", \"providerId\": \"rsa-generated\", \"id\": \"4711\"}]}}");

    JsonNode keys = realm.path("components").path("org.keycloak.keys.KeyProvider");
    assertThat(names(keys)).contains("more", "rsa-generated", "aes-generated");
    assertThat(keys.at("/0/id").isMissingNode()).isTrue();
  }

  @Test
  void whatTheTemplateNamesAndNobodyHasIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.json"), "{\"realm\": \"R\", \"browserFlow\": \"lost\"}");

    Result result = run(Map.of(), "render", "--keep-placeholders", file.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("\"lost\"");
  }

  @Test
  void withoutATargetNothingIsPrinted() {
    Result result = run(SECRETS, "render", "api");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("--out", "--keep-placeholders");
  }

  @Test
  void aTemplateThatIsIncompleteIsNotRendered() {
    Path file = folder.resolve("realm.json");

    Result result = run(Map.of(), "render", "api", "--out", file.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("API_READER_SECRET");
    assertThat(file).doesNotExist();
  }
}
