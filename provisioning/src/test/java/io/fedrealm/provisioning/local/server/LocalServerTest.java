package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.LocalSupport;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServerTest {

  private final AtomicInteger looks = new AtomicInteger();
  @TempDir private Path folder;
  private Home home;
  private LocalServer server;
  private HttpServer management;

  @BeforeEach
  void prepare() throws IOException {
    home = LocalSupport.home(folder);
    server = new LocalServer(home, LocalSupport.path(folder));
    management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    management.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(looks.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    management.start();
  }

  @AfterEach
  void stop() {
    management.stop(0);
    ServerState.read(home).ifPresent(state -> ServerProcess.stop(state, home));
  }

  private ServerState start(String... kc) throws IOException {
    Path distribution = folder.resolve("keycloak");
    LocalSupport.script(distribution.resolve("bin/kc.sh"), kc);
    int port = management.getAddress().getPort();
    SecretsFile secrets = SecretsFile.open(home.secrets());
    secrets.generate(AdminAccount.VARIABLES);
    return server.start(new ServerCommand(home, distribution, 1, port), "26.7.3", secrets);
  }

  @Test
  void aServerIsReadyWhenItSaysSo() throws IOException {
    ServerState state = start("exec sleep 60");
    assertThat(LocalServer.isReady(state)).isFalse();

    ServerState ready = server.awaitReady(state, LocalSupport.SILENT);

    assertThat(looks).hasValue(3);
    assertThat(server.running()).contains(ready);
  }

  @Test
  void fromThenOnItsProcessIsTheOneThatServes() throws IOException {
    ServerState state = start("sleep 60 &", "wait");

    ServerState ready = server.awaitReady(state, LocalSupport.SILENT);

    assertThat(ProcessHandle.of(ready.pid()).orElseThrow().parent())
        .hasValueSatisfying(parent -> assertThat(parent.pid()).isEqualTo(state.pid()));
    assertThat(ServerState.read(home)).contains(ready);
  }

  @Test
  void aServerThatEndsIsReportedWithTheReasonOfItsLog() throws IOException {
    ServerState state = start("echo 'ERROR: Port already bound: 1'", "exit 1");

    assertThatThrownBy(() -> server.awaitReady(state, LocalSupport.SILENT))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Choose another one with --port")
        .hasMessageContaining(home.log("server").toString());
    assertThat(server.running()).isEmpty();
  }

  @Test
  void aFirstStartThatWasInterruptedBeginsAnew() throws IOException {
    Files.createDirectory(home.data());
    Files.writeString(home.data().resolve("half"), "x");

    start("env >\"" + folder + "/environment\"", "exec sleep 60");

    assertThat(home.data()).isEmptyDirectory();
  }

  @Test
  void theAccountsAreMadeWithTheDatabaseAndNotLater() throws IOException {
    String kc = "env >\"" + folder + "/environment\"; exec sleep 60";
    server.awaitReady(start(kc), LocalSupport.SILENT);
    assertThat(folder.resolve("environment")).content().contains("KC_BOOTSTRAP_ADMIN_PASSWORD=");
    ServerProcess.stop(server.running().orElseThrow(), home);
    looks.set(0);

    server.awaitReady(start(kc), LocalSupport.SILENT);

    assertThat(folder.resolve("environment")).content().doesNotContain("KC_BOOTSTRAP");
    assertThat(home.log("server.previous")).exists();
  }
}
