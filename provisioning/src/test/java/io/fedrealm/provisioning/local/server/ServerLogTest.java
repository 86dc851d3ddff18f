package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log lines are those of Keycloak 26.7.3. */
class ServerLogTest {

  @TempDir private Path folder;

  private ServerLog log(String... lines) throws IOException {
    Path file = folder.resolve("server.log");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return new ServerLog(file);
  }

  private String reason(String... lines) throws IOException {
    return log(lines).reason(Path.of("/home/data"));
  }

  @Test
  void theLastPhaseIsTold() throws IOException {
    assertThat(new ServerLog(folder.resolve("none")).phase()).isEqualTo("loading");
    assertThat(log("INFO Initializing database schema. Using changelog x").phase())
        .startsWith("creating the database");
    assertThat(
            log("INFO Initializing database schema", "KC-SERVICES0050: Initializing master realm")
                .phase())
        .startsWith("creating the master realm");
  }

  @Test
  void aTakenPortIsRecognised() throws IOException {
    assertThat(
            reason(
                "ERROR: Unable to start HTTP server",
                "ERROR: Port already bound: 18480: Address already in use"))
        .contains("--port");
    assertThat(reason("ERROR: Unable to start the management interface on 127.0.0.1:18481"))
        .contains("management interface");
  }

  @Test
  void aLackOfMemoryIsRecognised() throws IOException {
    assertThat(reason("Terminating due to java.lang.OutOfMemoryError: Java heap space"))
        .contains("OutOfMemoryError");
    assertThat(
            reason("# There is insufficient memory for the Java Runtime Environment to continue."))
        .contains("700 MB");
  }

  @Test
  void aDatabaseThatIsLockedOrDamagedIsRecognised() throws IOException {
    assertThat(
            reason(
                "ERROR: Failed to obtain JDBC connection",
                "ERROR: Database may be already in use: \"/x/keycloakdb.mv.db\"."))
        .contains("in use by another process");
    assertThat(reason("ERROR: File corrupted while reading record: \"/x\". Possible solution"))
        .contains("Remove the folder /home/data");
  }

  @Test
  void anythingElseIsToldInKeycloaksWords() throws IOException {
    assertThat(
            reason(
                "INFO fine",
                "2026 ERROR [org.keycloak.x] (main) ERROR: Failed to start server",
                "2026 ERROR [org.keycloak.x] (main) ERROR: Something new",
                "2026 ERROR [org.keycloak.x] (main) ERROR: Something new"))
        .isEqualTo("Failed to start server\n  Something new");
    assertThat(reason("INFO fine")).contains("does not say why");
  }

  @Test
  void aServerThatWasToldToStopIsNotOneThatFell() throws IOException {
    assertThat(log("INFO [io.quarkus] Keycloak stopped in 0.097s").isStopped()).isTrue();
    assertThat(log("INFO fine").isStopped()).isFalse();
  }
}
