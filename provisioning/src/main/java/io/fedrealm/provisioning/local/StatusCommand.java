package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether the local server runs, and what scripts need to use it. */
@Command(
    name = "status",
    description = "Show whether the local Keycloak runs, and where.",
    footer = {"", "Exit code 0: it runs and answers, 1: it does not."})
public final class StatusCommand implements Callable<Integer> {

  /** The formats. */
  enum Format {
    text,
    json
  }

  @Mixin private LocalOptions local;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() {
    Home home = local.home();
    StatusReport report = StatusReport.of(home, new LocalServer(home, local.environment()));
    if (format == Format.json) {
      local.print(report.json().toPrettyString());
    } else {
      report.print(local::print);
    }
    return report.ready() ? ExitCode.OK : ExitCode.FAILED;
  }
}
