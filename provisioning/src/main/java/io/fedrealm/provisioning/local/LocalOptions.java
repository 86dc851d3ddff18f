package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.cli.CommandException;
import io.fedrealm.provisioning.cli.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands of the local server have in common. */
final class LocalOptions {

  /** Set by the launcher: the checkout, with the jars that it has built. */
  static final String CHECKOUT_PROPERTY = "fedrealm.checkout";

  /** Set by the launcher: whether standard error is a terminal. */
  static final String TERMINAL_PROPERTY = "fedrealm.terminal";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "Where the server lives (default: environment variable "
              + Home.ENVIRONMENT_VARIABLE
              + ", else .fedrealm in the checkout).")
  private Path home;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show results and errors only.")
  private boolean quiet;

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
    return System.getenv();
  }

  /** Where results go. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints a line of the result. */
  void print(String line) {
    out().println(line);
    out().flush();
  }

  /** Shows steps on standard error. */
  ConsoleProgress progress() {
    return new ConsoleProgress(
        spec.commandLine().getErr(), Boolean.getBoolean(TERMINAL_PROPERTY), quiet);
  }
}
