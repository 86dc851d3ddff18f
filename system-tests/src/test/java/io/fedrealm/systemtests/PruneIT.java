package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A reviewed plan that deletes: what fedrealm has made goes, and nothing else. */
@ExtendWith(LocalKeycloak.class)
class PruneIT {

  private static final String SECRET = "canary-deleted-9b3e5a1d7c2f4806";

  private static final String AFTER =
      """
      {
        "realm": "${PRUNE_REALM}",
        "enabled": true,
        "roles": {"realm": [{"name": "stays"}]},
        "groups": [{"name": "holder", "realmRoles": ["stays"]}]
      }
      """;

  private static final String BEFORE =
      """
      {
        "realm": "${PRUNE_REALM}",
        "enabled": true,
        "roles": {
          "realm": [{"name": "stays"}, {"name": "goes"}],
          "client": {"service": [{"name": "use"}]}
        },
        "clientScopes": [{"name": "scope-goes", "protocol": "openid-connect"}],
        "groups": [
          {"name": "holder", "realmRoles": ["stays"]},
          {"name": "group-goes", "realmRoles": ["goes"], "subGroups": [{"name": "inner"}]}
        ],
        "clients": [
          {
            "clientId": "service",
            "secret": "${PRUNE_SECRET}",
            "defaultClientScopes": ["basic", "scope-goes"]
          }
        ]
      }
      """;

  @TempDir private Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void connect(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
  }

  private static Map<String, String> environment(String realm) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("PRUNE_REALM", realm);
    environment.put("PRUNE_SECRET", SECRET);
    return environment;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void apply(String realm, Path template) {
    Cli.Result result = server.cli(environment(realm), "apply", "--quiet", template.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static void makeByHand(String realm) {
    ObjectNode role = new ObjectMapper().createObjectNode().put("name", "by-hand");
    admin.write("POST", realm + "/roles", role);
    ObjectNode client = new ObjectMapper().createObjectNode().put("clientId", "by-hand");
    admin.write("POST", realm + "/clients", client.put("secret", SECRET));
    ObjectNode user = new ObjectMapper().createObjectNode().put("username", "ann");
    admin.write("POST", realm + "/users", user);
  }

  @Test
  void whatWeMadeGoesAsReviewedAndWhatAPersonOrKeycloakMadeStays() throws IOException {
    Path before = file("before.json", BEFORE);
    Path after = file("after.json", AFTER);
    Path plan = folder.resolve("prune.plan");
    apply("prune-reference", after);
    makeByHand("prune-reference");
    apply("prune", before);
    makeByHand("prune");
    String ann = admin.get("prune/users?username=ann").at("/0/id").asText();
    String group = admin.group("prune", "group-goes").path("id").asText();
    admin.write("PUT", "prune/users/" + ann + "/groups/" + group, null);

    Cli.Result planned =
        server.cli(
            environment("prune"), "plan", "--prune", "--out", plan.toString(), after.toString());

    assertThat(planned.exitCode()).isEqualTo(3);
    assertThat(planned.out())
        .contains("- group /group-goes\n      in use: members: ann")
        .contains("- realm role goes")
        .contains("- client service")
        .contains("- client scope scope-goes")
        .contains("0 to create, 0 to change, 5 to delete.");
    assertThat(Files.readString(plan)).doesNotContain("canary-");
    String digest = planned.err().replaceFirst("(?s).*--digest ([0-9a-f]{64})\\s.*", "$1");

    admin.write("PUT", "prune", new ObjectMapper().createObjectNode().put("enabled", false));
    Cli.Result moved =
        server.cli(environment("prune"), "apply", plan.toString(), "--digest", digest);
    assertThat(moved.exitCode()).isEqualTo(1);
    assertThat(moved.err()).contains("prune: update realm: was not planned, and would be done now");
    assertThat(admin.get("prune").path("enabled").asBoolean()).as("nothing written").isFalse();
    assertThat(admin.get("prune/roles/goes").path("name").asText()).isEqualTo("goes");
    admin.write("PUT", "prune", new ObjectMapper().createObjectNode().put("enabled", true));

    Cli.Result applied =
        server.cli(environment("prune"), "apply", plan.toString(), "--digest", digest);

    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(RealmExport.comparable(admin, "prune"))
        .isEqualTo(RealmExport.comparable(admin, "prune-reference"));
    assertThat(admin.get("prune/users?username=ann")).hasSize(1);
  }
}
