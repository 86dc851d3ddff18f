package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.CountingProxy.Fate;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.InProcess;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A flow by which people log in never asks less while it changes. A second factor moves into a
 * subflow and back; before every write of the apply somebody tries with a password alone: in a new
 * browser, with a form that was opened before the apply, with one that was opened a write ago, and
 * by the password grant.
 */
@ExtendWith(LocalKeycloak.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlowsInUseIT {

  private static final String REALM = "flows-in-use";
  private static final String REDIRECT = "http://localhost/cb";
  private static final String PASSWORD = "canary-4e8b17d0c93fa652";
  private static final int FORMS = 15;

  private record Form(SignIn browser, Http.Answer page) {

    static Form open() {
      SignIn browser = new SignIn(realm, "spa", REDIRECT);
      return new Form(browser, browser.authorize(browser.request("openid")));
    }

    boolean letsIn() {
      return browser.submit(page, "ann", PASSWORD).location().startsWith(REDIRECT);
    }
  }

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;
  private static List<String> written;

  private final List<Form> early = new ArrayList<>();
  private final List<String> holes = new ArrayList<>();
  private Form late;

  @BeforeAll
  static void makeTheRealm(LocalKeycloak.Server running) {
    server = running;
    admin = running.admin();
    realm = new RealmClient(server.url() + "/realms/" + REALM);
    admin.send("DELETE", REALM, null);
    succeeds(apply("direct.json", server.url()));
  }

  private static void succeeds(Cli.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @AfterAll
  static void removeTheRealm() {
    admin.send("DELETE", REALM, null);
  }

  private static Cli.Result apply(String template, String url) {
    Map<String, String> environment = new HashMap<>(server.adminEnvironment());
    environment.put("FEDREALM_SERVER_URL", url);
    environment.put("ANN_PASSWORD", PASSWORD);
    environment.put("HOSPITAL_SECRET", PASSWORD + "b");
    String file =
        Cli.checkout()
            .resolve("system-tests/src/test/resources/flows-in-use/" + template)
            .toString();
    return InProcess.run(environment, "apply", file);
  }

  @Test
  @Order(1)
  void neverAskLessWhileAStepMovesIntoASubflowAndBack() {
    written = changesWithoutAHole("nested.json", write -> Fate.PASSES);
    changesWithoutAHole("direct.json", write -> Fate.PASSES);
  }

  /** When the new flow has taken its place, and when the old one is deleted. */
  @ParameterizedTest
  @ValueSource(
      strings = {"PUT /admin/realms/flows-in-use", "DELETE /admin/realms/flows-in-use/auth"})
  @Order(2)
  void neverAskLessWhenAnAnswerIsLost(String request) {
    int lost = 1;
    while (!written.get(lost - 1).startsWith(request)) {
      lost++;
    }
    int number = lost;

    changesWithoutAHole("nested.json", write -> write == number ? Fate.UNANSWERED : Fate.PASSES);

    succeeds(apply("direct.json", server.url()));
  }

  /** Before each write, everybody tries. */
  private List<String> changesWithoutAHole(String template, IntFunction<Fate> fates) {
    for (int form = 0; form < FORMS; form++) {
      early.add(Form.open());
    }
    late = Form.open();
    List<String> writes;
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      proxy.fates(
          write -> {
            tryWithAPasswordAlone(write, "before write " + write + " to " + template);
            return fates.apply(write);
          });
      Cli.Result result = apply(template, proxy.url());
      succeeds(result);
      writes = proxy.writes();
      tryWithAPasswordAlone(0, "after " + writes);
    }
    assertThat(holes).isEmpty();
    assertThat(apply(template, server.url()).out()).contains("No changes.");
    assertThat(flows()).noneMatch(alias -> alias.contains("fedrealm"));
    assertThat(admin.get(REALM).path("browserFlow").asText()).isEqualTo("ward login");
    JsonNode provider = admin.get(REALM + "/identity-provider/instances/hospital");
    assertThat(provider.path("firstBrokerLoginFlowAlias").asText()).isEqualTo("ward first");
    return writes;
  }

  /** Not all of it each time: Keycloak hashes each password. */
  private synchronized void tryWithAPasswordAlone(int write, String when) {
    if (write % 2 == 0 && Form.open().letsIn()) {
      holes.add("new browser " + when);
    }
    if (write % 3 == 0 && !early.isEmpty() && early.remove(0).letsIn()) {
      holes.add("old form " + when);
    }
    if (late.letsIn()) {
      holes.add("form " + when);
    }
    late = Form.open();
    Map<String, String> grant =
        Map.of(
            "grant_type", "password", "client_id", "cli", "username", "ann", "password", PASSWORD);
    if (realm.token(grant).status() == 200) {
      holes.add("password grant " + when);
    }
  }

  private static List<String> flows() {
    List<String> flows = new ArrayList<>();
    for (JsonNode flow :
        admin
            .write("POST", REALM + "/partial-export?exportClients=false", null)
            .json()
            .path("authenticationFlows")) {
      flows.add(flow.path("alias").asText());
    }
    return flows;
  }

  @Test
  @Order(3)
  void areTheOnesThatTheTemplateNames() {
    succeeds(apply("password.json", server.url()));

    assertThat(Form.open().letsIn()).isTrue();
  }
}
