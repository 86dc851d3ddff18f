package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalServer;
import io.fedrealm.provisioning.local.server.ServerProcess;
import io.fedrealm.provisioning.local.server.ServerState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the local server. */
@Command(
    name = "down",
    description = "Stop the local Keycloak. Its database and secrets stay for the next up.")
public final class DownCommand implements Callable<Integer> {

  @Mixin private LocalOptions local;

  @Override
  public Integer call() {
    Home home = local.home();
    Optional<ServerState> running = new LocalServer(home, local.environment()).running();
    if (running.isEmpty()) {
      ServerState.delete(home);
      local.print("Keycloak is not running (home " + home.path() + ").");
      return ExitCode.OK;
    }
    boolean gently;
    try (ConsoleProgress progress = local.progress()) {
      gently = progress.step("Stopping Keycloak", step -> ServerProcess.stop(running.get(), home));
    }
    ServerState.delete(home);
    local.print(
        gently
            ? "Keycloak is stopped."
            : "Keycloak did not stop when asked and was killed. Its log: " + home.log("server"));
    return ExitCode.OK;
  }
}
