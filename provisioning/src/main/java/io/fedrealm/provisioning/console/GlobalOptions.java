package io.fedrealm.provisioning.console;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. */
public final class GlobalOptions {

  private final Map<String, String> environment;

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
    this.environment = Map.copyOf(environment);
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

  /** The environment variables. */
  public Map<String, String> environment() {
    return environment;
  }
}
