package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.local.LocalSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

  @TempDir private Path folder;
  private Process process;

  private Home home() {
    return new Home(folder);
  }

  private ServerState start(String script) throws IOException {
    process = new ProcessBuilder("sh", "-c", script).start();
    return ServerStateTest.state(0, 0, 1).withProcess(process.toHandle());
  }

  @AfterEach
  void kill() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void aRunningProcessIsFound() throws IOException {
    ServerState state = start("sleep 60; true");

    assertThat(ServerProcess.find(state, home())).contains(process.toHandle());
  }

  @Test
  void anotherProcessWithTheSamePidIsNotTakenForIt() throws IOException {
    ServerState state = start("sleep 60; true");
    ServerState earlier = ServerStateTest.state(state.pid(), state.processStart() - 60_000, 1);

    assertThat(ServerProcess.find(earlier, home())).isEmpty();
    assertThat(ServerProcess.stop(earlier, home())).isTrue();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aKeycloakOfThisHomeIsKnownByItsCommandLineWhenTheClockWasSet() throws IOException {
    Path script = LocalSupport.script(folder.resolve("java"), "sleep 60; true");
    process =
        new ProcessBuilder(script.toString(), "-Dkc.home.dir=" + folder + "/keycloak-26.7.3")
            .start();
    ServerState state = ServerStateTest.state(process.pid(), 1, 1);

    assertThat(ServerProcess.find(state, home())).isPresent();
    assertThat(ServerProcess.find(state, new Home(folder.resolve("other")))).isEmpty();
  }

  @Test
  void aProcessThatHasEndedIsNotFound() throws IOException, InterruptedException {
    ServerState state = start("true");
    process.waitFor();

    assertThat(ServerProcess.find(state, home())).isEmpty();
    assertThat(ServerProcess.stop(state, home())).isTrue();
  }

  @Test
  void aProcessIsStoppedGently() throws IOException, InterruptedException {
    Path witness = folder.resolve("gently");
    ServerState state =
        start(
            "trap 'touch "
                + witness
                + "; exit' TERM; touch "
                + witness
                + ".up; while :; do sleep 0.1; done");
    while (Files.notExists(Path.of(witness + ".up"))) {
      ServerProcess.awaitEnd(process.toHandle(), Duration.ofMillis(20));
    }

    assertThat(ServerProcess.stop(state, home())).isTrue();

    assertThat(process.waitFor()).isZero();
    assertThat(witness).exists();
  }
}
