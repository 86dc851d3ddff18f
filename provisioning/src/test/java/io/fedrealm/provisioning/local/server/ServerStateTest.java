package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.LocalSupport;
import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import io.fedrealm.provisioning.local.server.LocalRealm.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ServerStateTest {

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  public void create() {
    home = LocalSupport.home(folder);
  }

  public static ServerState state(long pid, long processStart, int managementPort) {
    LocalRealm realm =
        new LocalRealm(
            "fedn",
            "http://127.0.0.1:8080/realms/fedn",
            List.of(new DevelopmentUser("demo-admin", "demo:admin", "FEDN_DEMO_ADMIN_PASSWORD")),
            List.of(
                new LocalService(
                    "fedn-client", "role:client", "http://x/token", "FEDN_CLIENT_SECRET")));
    return new ServerState(
        pid, processStart, "http://127.0.0.1:8080", managementPort, "26.7.3", List.of(realm));
  }

  @Test
  public void whatIsWrittenIsRead() {
    ServerState state = state(42, 1000, 9000);

    state.write(home);

    assertThat(ServerState.read(home)).contains(state);
  }

  @Test
  public void withoutAFileThereIsNothing() {
    assertThat(ServerState.read(home)).isEmpty();
    ServerState.delete(home);
    state(42, 1000, 9000).write(home);
    ServerState.delete(home);
    assertThat(ServerState.read(home)).isEmpty();
  }

  @Test
  public void anUnreadableFileIsNamed() throws IOException {
    Files.writeString(home.state(), "{");

    assertThatThrownBy(() -> ServerState.read(home))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(home.state().toString());
  }
}
