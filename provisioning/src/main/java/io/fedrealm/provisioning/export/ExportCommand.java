package io.fedrealm.provisioning.export;

import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.export.RealmExporter.Exported;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.variable.VariableUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a template of a live realm. */
@Command(
    name = "export",
    description =
        "Write a template of a realm on the server: only what a new realm does not have anyway, no"
            + " ids, a variable in the place of each secret.",
    footer = {"", "A plan of the template shows no change. Only reads."})
public final class ExportCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "REALM", description = "The realm's name.")
  private String realm;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the template into a file instead of standard output; with --users of mode 600.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace the file if it is there.")
  private boolean overwrite;

  @Option(
      names = "--users",
      description =
          "With its people, their groups and the roles given to them directly; never with a"
              + " password.")
  private boolean users;

  @Override
  public Integer call() {
    if (out != null && !overwrite && Files.exists(out)) {
      throw new CommandException(
          ExitCode.USAGE,
          "There is a file %s already: give --overwrite to replace it.".formatted(out));
    }
    try (KeycloakServer keycloak = new KeycloakServer(server.access(global.environment()))) {
      Exported exported = new RealmExporter(keycloak).export(realm, users);
      write(exported.text());
      if (!global.quiet()) {
        tell(exported, global.err());
      }
      return ExitCode.OK;
    }
  }

  private void write(String text) {
    if (out == null) {
      global.out().print(text);
      global.out().flush();
      return;
    }
    try {
      if (users) {
        PrivateFile.replace(out, text);
      } else {
        Files.writeString(out, text);
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The template cannot be written to %s: %s".formatted(out, e), e);
    }
  }

  private static void tell(Exported exported, PrintWriter err) {
    exported.notes().forEach(note -> err.println(Printable.of(note)));
    if (!exported.variables().isEmpty()) {
      err.println("Set these before plan or apply (each as NAME, or NAME_FILE for a file):");
      for (VariableUse use : exported.variables()) {
        err.printf("  %s for %s%n", use.name(), Printable.of(use.where().path()));
      }
    }
    err.flush();
  }
}
