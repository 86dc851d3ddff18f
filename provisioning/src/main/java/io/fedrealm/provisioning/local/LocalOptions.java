package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.Home;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands of the local server have in common. */
final class LocalOptions {

  /** Set by the launcher: the checkout, with the jars that it has built. */
  static final String CHECKOUT_PROPERTY = "fedrealm.checkout";

  /** Set by the launcher: whether standard error is a terminal. */
  static final String TERMINAL_PROPERTY = "fedrealm.terminal";

  @Mixin private GlobalOptions global;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "Where the server lives (default: environment variable "
              + Home.ENVIRONMENT_VARIABLE
              + ", else .fedrealm in the checkout).")
  private Path home;

  /** The home folder; not created yet. */
  Home home() {
    return Home.locate(home, environment(), checkout());
  }

  /** The checkout. */
  Path checkout() {
    String path = System.getProperty(CHECKOUT_PROPERTY);
    if (path == null) {
      throw new CommandException(
          ExitCode.USAGE, "Start fedrealm by its launcher, ./fedrealm in the checkout.");
    }
    return Path.of(path);
  }

  /** The environment variables. */
  Map<String, String> environment() {
    return global.environment();
  }

  /** Prints a line of the result. */
  void print(String line) {
    global.out().println(line);
    global.out().flush();
  }

  /** Shows steps on standard error. */
  ConsoleProgress progress() {
    return new ConsoleProgress(global.err(), Boolean.getBoolean(TERMINAL_PROPERTY), global.quiet());
  }
}
