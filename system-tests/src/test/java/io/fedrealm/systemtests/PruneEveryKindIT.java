package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A realm with something of every kind, of which the template does not want anything any more: what
 * fedrealm has made goes, and what a person or Keycloak has made stays.
 */
@ExtendWith(LocalKeycloak.class)
class PruneEveryKindIT {

  private static final String REALM = "prune-every-kind";
  private static final String FRESH = "prune-nothing-made";

  private static final String TERMS = "/authentication/required-actions/TERMS_AND_CONDITIONS";

  /** What Keycloak's own things are set back to, and nothing more. */
  private static final String AFTER =
      """
      {"realm": "%s", "enabled": true, "organizationsEnabled": true, "browserFlow": "browser",
       "defaultRole": {"composites": {"realm": ["offline_access", "uma_authorization"]}},
       "defaultGroups": [],
       "defaultDefaultClientScopes": ["basic", "roles", "web-origins", "acr"],
       "defaultOptionalClientScopes": ["profile", "email"]}
      """;

  @TempDir private Path folder;

  @Test
  void whatWeMadeGoesAndWhatAPersonOrKeycloakMadeStays(LocalKeycloak.Server server)
      throws IOException {
    Admin admin = server.admin();
    Map<String, String> environment = EveryKindIT.environment(server);
    Path after = Files.writeString(folder.resolve("after.json"), AFTER.formatted(REALM));
    Path fresh = Files.writeString(folder.resolve("fresh.json"), AFTER.formatted(FRESH));
    makeRealm(server, environment);
    apply(server, environment, fresh);
    Drift.Realm realm = new Drift.Realm(admin, REALM);
    Drift.Realm other = new Drift.Realm(admin, FRESH);
    for (HandMade thing : HandMade.ofEveryKind()) {
      if (!belongsToOurs(thing)) {
        thing.maker().accept(realm);
        thing.maker().accept(other);
      }
    }
    HandMade.policies(realm);
    HandMade.policies(other);
    Cli.Result held = server.cli(environment, "plan", "--prune", after.toString());
    assertThat(held.out())
        .contains("client scope site stays: it is used by the client by-hand")
        .contains(
            "realm role fl-member stays: it is used by the scope mapping of client scope site");
    takeScope(admin, "by-hand", "site");

    Cli.Result plan =
        server.cli(environment, "plan", "--prune", "--output", "json", after.toString());
    assertThat(plan.exitCode()).as(plan.output()).isEqualTo(3);
    assertThat(deletions(plan))
        .containsExactlyInAnyOrder(
            "authentication_flow||fl browser",
            "required_action||TERMS_AND_CONDITIONS",
            "client_scope||site",
            "realm_role||fl-lead",
            "realm_role||fl-member",
            "identity_provider||site-1",
            "component|org.keycloak.keys.KeyProvider|fl-rsa",
            "component|org.keycloak.storage.UserStorageProvider|hospital-ldap",
            "client||studies",
            "group||/Hospitals",
            "group||/Hospitals/A",
            "group||/Hospitals/B",
            "group||/Newcomers",
            "organization||Hospital A",
            "localization||de",
            "localization||en",
            "client_profiles||",
            "client_policies||");

    Cli.Result apply = server.cli(environment, "apply", "--quiet", "--prune", after.toString());
    assertThat(apply.exitCode()).as(apply.output()).isZero();
    Cli.Result again = server.cli(environment, "plan", "--prune", after.toString());
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(names(admin, REALM)).isEqualTo(names(admin, FRESH));
    assertThat(admin.get(REALM + "/localization/de")).hasToString("{\"by.hand\":\"Hand\"}");
    assertThat(admin.send("GET", REALM + TERMS, null).status()).isEqualTo(404);
    assertThat(admin.get(REALM).path("attributes").properties())
        .noneMatch(attribute -> attribute.getKey().startsWith("fedrealm.made"));
    assertThat(plan.output() + apply.output()).doesNotContain("canary-");
  }

  /** Keycloak gives a new client the realm's optional scopes. */
  private static void takeScope(Admin admin, String clientId, String scope) {
    String client = id(admin, "clients", "clientId", clientId);
    String path = "/clients/" + client + "/optional-client-scopes/";
    admin.write("DELETE", REALM + path + id(admin, "client-scopes", "name", scope), null);
  }

  private static String id(Admin admin, String list, String field, String name) {
    return admin
        .get(REALM + "/" + list)
        .valueStream()
        .filter(entry -> entry.path(field).asText().equals(name))
        .map(entry -> entry.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  /** A required action that Keycloak has registered would not be ours. */
  private void makeRealm(LocalKeycloak.Server server, Map<String, String> environment)
      throws IOException {
    String text = Files.readString(Path.of(EveryKindIT.TEMPLATE));
    Path before = folder.resolve("before.json");
    Files.writeString(before, text.replace("\"every-kind\"", '"' + REALM + '"'));
    Files.writeString(folder.resolve("empty.json"), "{\"realm\": \"" + REALM + "\"}");
    apply(server, environment, folder.resolve("empty.json"));
    server.admin().write("DELETE", REALM + TERMS, null);
    apply(server, environment, before);
    ObjectNode text1 = new ObjectMapper().createObjectNode().put("by.hand", "Hand");
    server.admin().write("POST", REALM + "/localization/de", text1);
  }

  private static void apply(
      LocalKeycloak.Server server, Map<String, String> environment, Path template) {
    Cli.Result result = server.cli(environment, "apply", "--quiet", template.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static boolean belongsToOurs(HandMade thing) {
    return thing
            .resource()
            .matches("[a-z_]+\\|(studies|site|site-1)\\|.*|sub_component.*|.*/by-hand")
        && !thing.resource().equals("group||/by-hand");
  }

  private static Set<String> deletions(Cli.Result plan) throws IOException {
    Set<String> deletions = new TreeSet<>();
    for (JsonNode change : new ObjectMapper().readTree(plan.out()).at("/realms/0/changes")) {
      if (change.path("action").asText().equals("delete")) {
        deletions.add(
            change.path("kind").asText()
                + "|"
                + change.path("owner").asText()
                + "|"
                + change.path("name").asText());
      }
    }
    return deletions;
  }

  private static Set<String> names(Admin admin, String realm) {
    Set<String> names = new TreeSet<>();
    Map.of(
            "roles", "name",
            "clients", "clientId",
            "client-scopes", "name",
            "groups", "name",
            "organizations", "name",
            "identity-provider/instances", "alias",
            "authentication/flows", "alias",
            "components", "name")
        .forEach(
            (list, field) ->
                admin
                    .get(realm + "/" + list)
                    .forEach(e -> names.add(list + " " + e.path(field).asText())));
    admin
        .get(realm + "/client-policies/profiles")
        .path("profiles")
        .forEach(e -> names.add("profile " + e.path("name").asText()));
    admin
        .get(realm + "/client-policies/policies")
        .path("policies")
        .forEach(e -> names.add("policy " + e.path("name").asText()));
    names.removeIf(name -> name.endsWith(" default-roles-" + realm));
    names.removeIf(name -> name.startsWith("components fallback-"));
    names.remove("components "); // The user profile is a setting, and stays.
    return names;
  }
}
