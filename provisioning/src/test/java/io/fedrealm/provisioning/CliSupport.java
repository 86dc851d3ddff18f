package io.fedrealm.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this process. */
public final class CliSupport {

  /** What a run left behind. */
  public record Result(int exitCode, String out, String err) {}

  private CliSupport() {}

  public static Result run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Fedrealm.commandLine(environment, arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int exitCode = command.execute(arguments);
    Result result = new Result(exitCode, out.toString(), err.toString());
    assertThat(result.out + result.err).doesNotContain("canary");
    return result;
  }

  /** The environment in which a server is used; with more variables: NAME, value, … */
  public static Map<String, String> environment(FakeKeycloak server, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FEDREALM_SERVER_URL", server.url());
    environment.put("FEDREALM_ADMIN_CLIENT_ID", "tool");
    environment.put("FEDREALM_ADMIN_CLIENT_SECRET", FakeKeycloak.SECRET);
    for (int index = 0; index < more.length; index += 2) {
      environment.put(more[index], more[index + 1]);
    }
    return environment;
  }
}
