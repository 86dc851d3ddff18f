package io.fedrealm.systemtests.support;

import io.fedrealm.provisioning.Fedrealm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * Runs commands of fedrealm in the process of the test: for suites that run hundreds of them, where
 * a process for each would take longer than everything else.
 */
public final class InProcess {

  private InProcess() {}

  /**
   * Runs a command.
   *
   * @param environment all the variables that the command sees
   */
  public static Cli.Result run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Fedrealm.commandLine(environment)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int exitCode = command.execute(arguments);
    command.getOut().flush();
    command.getErr().flush();
    return new Cli.Result(exitCode, out.toString(), err.toString());
  }
}
