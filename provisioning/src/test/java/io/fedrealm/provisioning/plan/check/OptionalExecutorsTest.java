package io.fedrealm.provisioning.plan.check;

import static io.fedrealm.provisioning.plan.PlanSupport.json;
import static io.fedrealm.provisioning.plan.PlanSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionalExecutorsTest {

  private static final RealmTemplate TEMPLATE =
      template(
          """
          {"realm": "r", "clientProfiles": {"profiles": [{"name": "p", "executors": [
            {"executor": "full-scope-disabled", "configuration": {"auto-configure": true, "fl.optional": true}},
            {"executor": "pkce-enforcer", "configuration": {"auto-configure": true}}]}]}}
          """);

  private final List<String> notes = new ArrayList<>();

  private static ServerCapabilities server(String... executors) {
    String installed = String.join("\": {}, \"", executors);
    return new ServerCapabilities(
        json(
            "{\"providers\": {\"client-policy-executor\": {\"providers\": {\"%s\": {}}}}}"
                .formatted(installed)));
  }

  private List<String> executors(ServerCapabilities server) {
    return OptionalExecutors.forServer(TEMPLATE, server, notes)
        .representation()
        .at("/clientProfiles/profiles/0/executors")
        .findValuesAsText("executor");
  }

  @Test
  void staysWhereTheServerHasIt() {
    assertThat(executors(server("full-scope-disabled", "pkce-enforcer")))
        .containsExactly("full-scope-disabled", "pkce-enforcer");
    assertThat(notes).isEmpty();
  }

  @Test
  void isLeftOutWhereTheServerHasNotWithANote() {
    assertThat(executors(server("pkce-enforcer"))).containsExactly("pkce-enforcer");
    assertThat(notes)
        .containsExactly(
            "the optional executor full-scope-disabled is left out: the server does not have it");
    assertThat(CapabilityCheck.problems(TEMPLATE, server("pkce-enforcer"))).isEmpty();
  }

  @Test
  void oneThatIsNotOptionalIsNeverLeftOut() {
    assertThat(executors(server("full-scope-disabled")))
        .containsExactly("full-scope-disabled", "pkce-enforcer");
    assertThat(CapabilityCheck.problems(TEMPLATE, server("full-scope-disabled")))
        .singleElement()
        .asString()
        .contains("pkce-enforcer");
  }
}
