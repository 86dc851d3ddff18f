package io.fedrealm.provisioning.adopt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.adopt.translation.Report;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an existing realm under fedrealm. */
@Command(
    name = "adopt",
    description =
        "Make a template of what somebody has: a realm file of Keycloak 10 to 26 or of another tool,"
            + " or a live realm. Writes NAME.json, the template, and NAME.env, its secrets (mode"
            + " 600), and says what it translated, left out or could not keep.",
    footer = {
      "",
      "Ends with 1 when plan would not take the template as it is. Only reads from a server."
    })
public final class AdoptCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** Where the realm is: one of the two. */
  static final class Source {

    @Parameters(
        paramLabel = "FILE",
        description =
            "A realm file (JSON or YAML): one realm, an array of realms, or the folder of kc.sh export"
                + " --dir.")
    private Path file;

    @Option(names = "--realm", paramLabel = "NAME", description = "A realm on the server.")
    private String realm;
  }

  @Option(
      names = "--users",
      description = "Of a realm on the server, with its people; never with a password.")
  private boolean users;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where the files go (default: the current folder).")
  private Path folder;

  @Override
  public Integer call() {
    boolean taken = true;
    if (source.realm == null) {
      for (ObjectNode realm : ForeignFile.read(source.file)) {
        taken &= write(Adoption.of(realm));
      }
    } else {
      try (KeycloakServer keycloak = new KeycloakServer(server.access(global.environment()))) {
        taken = write(new LiveAdoption(keycloak, source.realm).adopt(users));
      }
    }
    return taken ? ExitCode.OK : ExitCode.FAILED;
  }

  private boolean write(Adopted adopted) {
    AdoptedFiles files = AdoptedFiles.in(folder, adopted.realm());
    files.write(adopted);
    PrintWriter out = global.out();
    out.printf(
        "Realm %s: %s, %s%n",
        Printable.of(adopted.realm()),
        files.template(),
        adopted.secrets().isEmpty()
            ? "no secrets"
            : files.secrets() + " (" + adopted.secrets().size() + " secrets, mode 600)");
    for (Report.Entry entry : adopted.report()) {
      out.printf(
          "  %-10s %s: %s%n",
          entry.outcome().label(), Printable.of(entry.path()), Printable.of(entry.reason()));
    }
    if (!adopted.variables().isEmpty()) {
      out.println("  Set these before plan or apply (each as NAME, or NAME_FILE for a file):");
      adopted.variables().forEach(name -> out.println("    " + name));
    }
    if (!adopted.refused().isEmpty()) {
      out.println("  To be mended in the template, plan does not take it as it is:");
      adopted.refused().forEach(line -> out.println("    " + Printable.of(line)));
    }
    out.flush();
    return adopted.refused().isEmpty();
  }
}
