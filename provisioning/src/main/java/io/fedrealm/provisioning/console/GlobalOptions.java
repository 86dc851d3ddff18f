package io.fedrealm.provisioning.console;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. */
public final class GlobalOptions {

  private static final String SERVER_OPTION = "--server";
  private static final String SERVER = "FEDREALM_SERVER_URL";

  private final Map<String, String> environment;
  private final UnaryOperator<Map<String, String>> local;
  private Map<String, String> seen;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the stack trace of an error.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show results and errors only.")
  private boolean quiet;

  /** With the environment variables of this process. */
  public GlobalOptions() {
    this(System.getenv());
  }

  /**
   * @param environment the environment variables that the command sees
   */
  public GlobalOptions(Map<String, String> environment) {
    this(environment, UnaryOperator.identity());
  }

  /**
   * @param environment the environment variables that the command sees
   * @param local makes of them those for the local server, when one runs; else leaves them alone
   */
  public GlobalOptions(Map<String, String> environment, UnaryOperator<Map<String, String>> local) {
    this.environment = Map.copyOf(environment);
    this.local = local;
  }

  /** Whether stack traces are wanted. */
  public boolean verbose() {
    return verbose;
  }

  /** Whether progress is unwanted. */
  public boolean quiet() {
    return quiet;
  }

  /** Whether {@link #err()} is a terminal: Java itself cannot tell, the launcher does. */
  public boolean terminal() {
    return Boolean.getBoolean("fedrealm.terminal");
  }

  /** Where results go. */
  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where everything else goes. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * The environment variables. For a command that is told no server, neither by an option nor by a
   * variable, they are those of the local server that runs; which one is said once.
   */
  public Map<String, String> environment() {
    if (seen == null) {
      seen = isToldAServer() ? environment : local.apply(environment);
      if (!seen.equals(environment) && !quiet) {
        err()
            .println(
                "Server: the local one, %s (another one: --server URL or %s)"
                    .formatted(seen.get(SERVER), SERVER));
        err().flush();
      }
    }
    return seen;
  }

  private boolean isToldAServer() {
    CommandLine command = spec == null ? null : spec.commandLine();
    return command == null
        || spec.findOption(SERVER_OPTION) == null
        || command.getParseResult().hasMatchedOption(SERVER_OPTION)
        || !environment.getOrDefault(SERVER, "").isEmpty()
        || !environment.getOrDefault(SERVER + "_FILE", "").isEmpty();
  }
}
