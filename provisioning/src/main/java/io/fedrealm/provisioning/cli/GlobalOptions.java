package io.fedrealm.provisioning.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. */
final class GlobalOptions {

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

  /** Whether stack traces are wanted. */
  boolean verbose() {
    return verbose;
  }

  /** Whether progress is unwanted. */
  boolean quiet() {
    return quiet;
  }

  /** Where results go. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where everything else goes. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The environment variables. */
  Map<String, String> environment() {
    return System.getenv();
  }
}
