package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.Interruption;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts the local server and makes the realms on it. */
@Command(
    name = "up",
    description = "Start a local Keycloak with the extension, the themes and the realm templates.",
    footer = {
      "",
      "The first start gets Keycloak with Maven (180 MB). Development secrets are",
      "generated into secrets.env in the home folder and used again next time. The",
      "server listens on 127.0.0.1 only. Without --detach it runs until Ctrl-C."
    })
public final class UpCommand implements Callable<Integer> {

  private final Provisioner provisioner;

  @Mixin private LocalOptions local;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The server's port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = {"-d", "--detach"},
      description = "Return when it is ready; fedrealm down stops it.")
  private boolean detach;

  @Parameters(
      arity = "0..*",
      paramLabel = "TEMPLATE",
      description = "Realm templates: files, or names of bundled ones (default: all bundled).")
  private List<String> templates;

  /**
   * @param provisioner applies the templates
   */
  public UpCommand(Provisioner provisioner) {
    this.provisioner = Objects.requireNonNull(provisioner);
  }

  @Override
  public Integer call() {
    List<String> wanted = templates == null ? TemplateSource.BUNDLED : templates;
    try (ConsoleProgress progress = local.progress();
        Interruption interruption = new Interruption()) {
      UpRun run = new UpRun(local, provisioner, progress, interruption);
      UpSummary summary = run.up(port, wanted);
      summary.print(local::print);
      if (detach || !run.isOurs()) {
        local.print("fedrealm down stops the server.");
        return ExitCode.OK;
      }
      local.print("Ctrl-C stops the server.");
      return run.awaitEnd(summary.state());
    }
  }
}
