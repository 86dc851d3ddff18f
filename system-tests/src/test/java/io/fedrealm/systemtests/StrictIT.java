package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code plan --strict} lists: what a person has made or changed, and nothing else. */
@ExtendWith(LocalKeycloak.class)
class StrictIT {

  private static final String REALM = "strict-every-kind";
  private static final String BARE = "strict-bare";

  @TempDir private Path folder;

  static List<Template> templates() {
    return Template.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void nothingInARealmFreshFromATemplate(Template template, LocalKeycloak.Server server) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(template.variables(server.untouched(template)));

    Cli.Result plan = server.cli(environment, "plan", "--strict", template.name());

    assertThat(plan.out()).doesNotContain("in no template");
    assertThat(plan.exitCode()).as(plan.output()).isZero();
  }

  @Test
  void whatAPersonHasMadeOfEveryKind(LocalKeycloak.Server server) throws IOException {
    Map<String, String> environment = EveryKindIT.environment(server);
    String text = Files.readString(Path.of(EveryKindIT.TEMPLATE));
    Path template = folder.resolve("every-kind.json");
    Files.writeString(template, text.replace("\"every-kind\"", '"' + REALM + '"'));
    Cli.Result made = server.cli(environment, "apply", "--quiet", template.toString());
    assertThat(made.exitCode()).as(made.output()).isZero();
    Drift.Realm realm = new Drift.Realm(server.admin(), REALM);
    List<HandMade> things = HandMade.ofEveryKind();
    things.forEach(thing -> thing.maker().accept(realm));
    HandMade.policies(realm);
    realm.write("POST", "localization/de", HandMade.json("{'by.hand':'Hand'}"));

    Set<String> expected = new TreeSet<>(things.stream().map(HandMade::resource).toList());
    expected.addAll(
        Set.of("client_profiles||by-hand", "client_policies||by-hand", "localization|de|by.hand"));
    assertThat(undeclared(server, environment, template)).isEqualTo(expected);
  }

  @Test
  void whatAPersonHasChangedOfKeycloaksOwn(LocalKeycloak.Server server) throws IOException {
    Map<String, String> environment = server.adminEnvironment();
    Path template = folder.resolve("bare.json");
    Files.writeString(template, "{\"realm\": \"" + BARE + "\", \"enabled\": true}");
    Cli.Result made = server.cli(environment, "apply", "--quiet", template.toString());
    assertThat(made.exitCode()).as(made.output()).isZero();
    assertThat(undeclared(server, environment, template)).isEmpty();
    Drift.Realm realm = new Drift.Realm(server.admin(), BARE);
    realm.change(
        "users/profile",
        profile -> profile.withArray("/attributes").addObject().put("name", "by-hand"));
    realm.change(
        "authentication/required-actions/CONFIGURE_TOTP",
        action -> action.put("defaultAction", true));
    realm.write("POST", "groups", HandMade.json("{'name':'by-hand'}"));
    realm.write("PUT", "default-groups/" + realm.id("groups", "name", "by-hand"), null);
    realm.write(
        "POST",
        "authentication/flows",
        HandMade.json("{'alias':'mine','providerId':'basic-flow','topLevel':true}"));
    realm.settings(settings -> settings.put("resetCredentialsFlow", "mine"));
    realm.write(
        "PUT",
        "default-optional-client-scopes/" + realm.id("client-scopes", "name", "service_account"),
        null);
    realm.administration(
        "client-scopes/" + realm.id("client-scopes", "name", "email") + "/scope-mappings");

    assertThat(undeclared(server, environment, template))
        .containsExactlyInAnyOrder(
            "user_profile||",
            "required_action||CONFIGURE_TOTP",
            "group||/by-hand",
            "default_groups||",
            "authentication_flow||mine",
            "flow_bindings||",
            "default_client_scopes||",
            "client_scope_roles||email");
  }

  private static Set<String> undeclared(
      LocalKeycloak.Server server, Map<String, String> environment, Path template)
      throws IOException {
    Cli.Result plan =
        server.cli(environment, "plan", "--strict", "--output", "json", template.toString());
    Set<String> undeclared = new TreeSet<>();
    for (JsonNode id : new ObjectMapper().readTree(plan.out()).at("/realms/0/undeclared")) {
      undeclared.add(
          id.path("kind").asText()
              + "|"
              + id.path("owner").asText()
              + "|"
              + id.path("name").asText());
    }
    assertThat(plan.exitCode()).as(plan.output()).isEqualTo(undeclared.isEmpty() ? 0 : 3);
    return undeclared;
  }
}
