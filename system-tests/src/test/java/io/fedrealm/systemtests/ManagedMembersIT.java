package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody whose account came into being by a login at the identity provider of an organization.
 * Keycloak would delete the account with the membership.
 */
@ExtendWith(LocalKeycloak.class)
class ManagedMembersIT {

  private static final String REALM = "managed-members";
  private static final String HOSPITAL = "managed-members-hospital";
  private static final String SECRET = "canary-managed-members-3d90b7";

  private static final String AT_THE_HOSPITAL =
      """
      {"realm": "%2$s", "enabled": true,
       "clients": [
         {"clientId": "federation", "secret": "%4$s", "publicClient": false,
          "standardFlowEnabled": true, "attributes": {"pkce.code.challenge.method": "S256"},
          "redirectUris": ["%1$s/realms/%3$s/broker/hospital/endpoint"]}],
       "users": [
         {"username": "max", "enabled": true, "email": "max@a.example", "emailVerified": true,
          "firstName": "Max", "lastName": "M",
          "credentials": [{"type": "password", "value": "%4$s"}]}]}
      """;

  private static final String IN_THE_FEDERATION =
      """
      {"realm": "%3$s", "enabled": true, "organizationsEnabled": true,
       "identityProviders": [
         {"alias": "hospital", "providerId": "oidc", "enabled": true, "trustEmail": true,
          "config": {"clientId": "federation", "clientSecret": "%4$s",
                     "clientAuthMethod": "client_secret_post", "defaultScope": "openid email profile",
                     "pkceEnabled": "true", "pkceMethod": "S256", "syncMode": "IMPORT",
                     "authorizationUrl": "%1$s/realms/%2$s/protocol/openid-connect/auth",
                     "tokenUrl": "%1$s/realms/%2$s/protocol/openid-connect/token"}}],
       "organizations": [
         {"name": "A", "alias": "a", "enabled": true,
          "domains": [{"name": "a.example", "verified": true}],
          "identityProviders": [{"alias": "hospital"}]}]}
      """;

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void maxLogsIn(LocalKeycloak.Server running) throws IOException {
    server = running;
    admin = running.admin();
    for (String realm : new String[] {AT_THE_HOSPITAL, IN_THE_FEDERATION}) {
      String json = realm.formatted(server.url(), HOSPITAL, REALM, SECRET);
      admin.write("POST", "", new ObjectMapper().readTree(json));
    }
    String console = server.url() + "/realms/" + REALM + "/account/";
    SignIn application = new SignIn(server.realm(REALM), "account-console", console);
    Map<String, String> request = application.request("openid");
    request.put("kc_idp_hint", "hospital");
    // Both realms are of one server: cookies of the same names would get into each other's way.
    Http federation = new Http();
    Http hospital = new Http();
    Http.Answer answer =
        federation.get(server.realm(REALM).endpoint("auth") + "?" + Http.encode(request));
    while (answer.location().contains("/realms/" + REALM + "/")) {
      answer = federation.get(answer.location());
    }
    Matcher form =
        Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"")
            .matcher(hospital.get(answer.location()).body());
    assertThat(form.find()).as("login form of the hospital").isTrue();
    answer =
        hospital.post(
            form.group(1).replace("&amp;", "&"), Map.of("username", "max", "password", SECRET));
    while (answer.status() == 302 && !answer.location().startsWith(console)) {
      answer = federation.get(answer.location());
    }
    assertThat(answer.location()).startsWith(console);
  }

  private static JsonNode members() {
    String organization = admin.get(REALM + "/organizations").at("/0/id").asText();
    return admin.get(REALM + "/organizations/" + organization + "/members");
  }

  private static Path template(String members) throws IOException {
    String text =
        "{\"realm\": \"%s\", \"organizations\": [{\"name\": \"A\", \"members\": [%s]}]}"
            .formatted(REALM, members);
    return Files.writeString(folder.resolve("members.json"), text);
  }

  private static Cli.Result run(String... arguments) {
    return server.cli(server.adminEnvironment(), arguments);
  }

  @Test
  void aManagedMemberStaysWhenTheTemplateNamesNobodyAndStrictTellsOfThem() throws IOException {
    assertThat(members().at("/0/membershipType").asText()).isEqualTo("MANAGED");
    String template = template("").toString();

    Cli.Result plan = run("plan", "--strict", template);
    assertThat(plan.out())
        .contains("No changes.", "? members of organization A: max (in no template)");
    assertThat(run("apply", "--quiet", template).exitCode()).isZero();

    assertThat(members().findValuesAsText("username")).containsExactly("max");
  }

  @Test
  void aManagedMemberMayBeNamedAndIsLeftOutOfAnExport() throws IOException {
    String named = template("{\"username\": \"max\", \"membershipType\": \"MANAGED\"}").toString();
    assertThat(run("plan", named).exitCode()).isZero();
    Path file = folder.resolve("export.json");

    Cli.Result export = run("export", "--users", REALM, "--out", file.toString());

    assertThat(export.err()).contains("which nobody else can: 1");
    JsonNode template = new ObjectMapper().readTree(file.toFile());
    assertThat(template.at("/organizations/0").has("members")).isFalse();
    assertThat(template.at("/users/0/federatedIdentities/0/identityProvider").asText())
        .isEqualTo("hospital");
  }
}
