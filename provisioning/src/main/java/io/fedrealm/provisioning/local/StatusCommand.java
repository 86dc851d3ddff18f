package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the local server runs, and what scripts need to use it. */
@Command(
    name = "status",
    description = "Show whether the local Keycloak runs, and where.",
    footer = {"", "Exit code 0: it runs and answers, 1: it does not."})
public final class StatusCommand implements Callable<Integer> {

  @Mixin private LocalOptions local;

  @Mixin private ListOptions output;

  @Override
  public Integer call() {
    Home home = local.home();
    StatusReport report = StatusReport.of(home, new LocalServer(home, local.environment()));
    if (output.json()) {
      local.print(report.json().toPrettyString());
    } else {
      report.print(local::print);
    }
    return report.ready() ? ExitCode.OK : ExitCode.FAILED;
  }
}
