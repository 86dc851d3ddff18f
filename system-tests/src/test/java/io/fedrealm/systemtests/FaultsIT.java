package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.Fault;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.InProcess;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Realms at which an earlier version failed: one folder each below {@code resources/faults}, with
 * the templates and what has to come of them ({@link Fault}). What is applied is found as it should
 * be by the next plan; what is refused is refused before the first write, with a reason that an
 * operator can act on.
 */
@ExtendWith(LocalKeycloak.class)
class FaultsIT {

  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void connect(LocalKeycloak.Server running) {
    server = running;
    admin = running.admin();
  }

  static List<Fault> faults() {
    return Fault.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void isMended(Fault fault) {
    makeNew(fault.realm());
    try {
      for (JsonNode step : fault.steps()) {
        if (step.path("newRealm").asBoolean()) {
          makeNew(fault.realm());
        }
        byHand(step, fault);
        if (step.has("run")) {
          run(step, fault);
        }
        step.path("live").forEach(expected -> live(expected, fault));
      }
    } finally {
      makeNew(fault.realm());
    }
  }

  /** The realm comes into being with the next apply. */
  private static void makeNew(String realm) {
    admin.send("DELETE", realm, null);
  }

  private static void byHand(JsonNode step, Fault fault) {
    for (JsonNode write : step.path("byHand")) {
      String path = fault.realm() + write.path("path").asText();
      admin.write(write.path("method").asText("PUT"), path, write.get("body"));
    }
  }

  private static void run(JsonNode step, Fault fault) {
    String[] arguments = fault.arguments(step.path("run").asText());
    int exitCode = step.path("exit").asInt();
    List<String> writes = new ArrayList<>();
    Cli.Result result;
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      result = InProcess.run(environment(fault, proxy.url()), arguments);
      writes.addAll(proxy.writes());
    }
    String said = "%s of %s: %s".formatted(step.path("run").asText(), fault, result.output());
    assertThat(result.exitCode()).as(said).isEqualTo(exitCode);
    step.path("says").forEach(text -> assertThat(said).contains(text.asText()));
    step.path("silent").forEach(text -> assertThat(said).doesNotContain(text.asText()));
    assertThat(said)
        .doesNotContain("\tat ", "unknown_error", "Unexpected error", Fault.CANARY)
        .doesNotContainPattern("HTTP \\d");
    if (exitCode == 2) {
      assertThat(writes).as(said).isEmpty();
    }
    if (exitCode == 0 && arguments[0].equals("apply")) {
      isAsDesired(fault, arguments);
    }
  }

  private static void isAsDesired(Fault fault, String... apply) {
    String[] plan = apply.clone();
    plan[0] = "plan";
    Cli.Result again = InProcess.run(environment(fault, server.url()), plan);
    assertThat(again.exitCode()).as("second plan of %s: %s", fault, again.output()).isZero();
    assertThat(again.out()).contains("No changes.");
  }

  private static void live(JsonNode expected, Fault fault) {
    String path = fault.realm() + expected.path("path").asText();
    Http.Answer answer = admin.send("GET", path, null);
    if (expected.has("status")) {
      assertThat(answer.status())
          .as("%s: %s", fault, path)
          .isEqualTo(expected.path("status").asInt());
      return;
    }
    JsonNode value = answer.json().at(expected.path("at").asText());
    if (expected.has("is")) {
      assertThat(value).as("%s: %s", fault, expected).isEqualTo(expected.get("is"));
    } else {
      assertThat(value.isMissingNode() || value.isNull() || value.isEmpty())
          .as("%s: %s is %s", fault, expected, value)
          .isTrue();
    }
  }

  private static Map<String, String> environment(Fault fault, String url) {
    Map<String, String> environment = new HashMap<>(server.adminEnvironment());
    environment.putAll(fault.variables());
    environment.put("FEDREALM_SERVER_URL", url);
    return environment;
  }
}
