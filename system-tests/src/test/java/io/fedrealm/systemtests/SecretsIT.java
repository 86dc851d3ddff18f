package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FednRealm;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every secret is a canary: it is looked for in all output and all files of the run, and may stand
 * in the one secrets file only. (Keycloak's own database holds client secrets as they are; its
 * folder is the one place that is not searched.)
 */
@ExtendWith(LocalKeycloak.class)
class SecretsIT {

  private static final String REALM = "canaries";

  @Test
  void noSecretStandsInAnyOutputOrFileOfARun(LocalKeycloak.Server server) throws IOException {
    Map<String, String> canaries = new HashMap<>(server.secrets());
    canaries.put("FEDN_CLIENT_SECRET of " + REALM, FednRealm.secret("client"));
    canaries.put("LOCAL_LEARNING_SECRET of " + REALM, FlnetRealms.LOCAL_LEARNING_SECRET);
    String output = everyCommand(server);

    canaries.forEach(
        (name, value) -> {
          assertThat(output.contains(value)).as(name + " in the output").isFalse();
          assertThat(server.output().contains(value)).as(name + " in any output").isFalse();
        });
    for (Path file : files(server)) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      canaries.forEach(
          (name, value) -> assertThat(text.contains(value)).as(name + " in " + file).isFalse());
    }
  }

  /** Plans and applies with everything said aloud: new, changed, failing, as text and as JSON. */
  private static String everyCommand(LocalKeycloak.Server server) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(FednRealm.variables(REALM));
    environment.putAll(FlnetRealms.client(REALM + "-flnet"));
    Map<String, String> failing = new HashMap<>(environment);
    failing.put("FEDREALM_SERVER_URL", "http://127.0.0.1:1");
    List<Cli.Result> results = new ArrayList<>();
    results.add(server.cli(environment, "plan", "--verbose", "fedn", "flnet-client"));
    results.add(server.cli(environment, "plan", "--output", "json", "fedn", "flnet-client"));
    results.add(server.cli(environment, "apply", "--verbose", "fedn", "flnet-client"));
    results.add(server.cli(environment, "apply", "--output", "json", "fedn", "flnet-client"));
    results.add(server.cli(failing, "apply", "--verbose", "fedn"));
    assertThat(results).extracting(Cli.Result::exitCode).containsExactly(3, 3, 0, 0, 4);
    return String.join("\n", results.stream().map(Cli.Result::output).toList());
  }

  /** What the server and the command line have written, but for secrets file and database. */
  private static List<Path> files(LocalKeycloak.Server server) {
    Path secretsFile = Path.of(server.status().path("secretsFile").asText());
    try (Stream<Path> files = Files.walk(server.home())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.equals(secretsFile))
          .filter(file -> !file.startsWith(server.home().resolve("data")))
          .filter(file -> !file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().endsWith(".zip"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
