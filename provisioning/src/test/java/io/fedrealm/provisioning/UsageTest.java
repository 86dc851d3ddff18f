package io.fedrealm.provisioning;

import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

class UsageTest {

  @Nested
  class Help {

    static List<String> commands() {
      return List.copyOf(Fedrealm.commandLine().getSubcommands().keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofEachCommandTellsItsExitCodes(String command) {
      Result result = run(Map.of(), command, "--help");

      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .startsWith("Usage: fedrealm " + command)
          .contains("Exit codes:", "the server cannot be reached");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommandIsTheSameWhetherTheOthersAreMadeOrNot(String command) {
      CommandLine alone = Fedrealm.commandLine(Map.of(), command);

      assertThat(alone.getSubcommands().keySet())
          .matches(made -> command.equals("completion") || made.equals(Set.of(command)));
      assertThat(help(alone, command)).isEqualTo(help(Fedrealm.commandLine(Map.of()), command));
    }

    private static String help(CommandLine line, String command) {
      return line.getSubcommands().get(command).getUsageMessage(Ansi.OFF);
    }

    @Test
    void helpListsAllCommands() {
      Result result = run(Map.of(), "--help");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).startsWith("Usage: fedrealm").contains(commands());
    }

    @Test
    void ofPlanTellsItsOptionsAndWhatItsExitCodesMean() {
      assertThat(run(Map.of(), "plan", "--help").out())
          .contains(
              "--server=URL", "FEDREALM_SERVER_URL", "--output=FORMAT", "table, json", "--quiet")
          .contains("names of bundled ones", "NAME_FILE", "3: changes are");
    }
  }

  @Command(name = "large")
  private static final class Large implements Runnable {

    @Override
    public void run() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void aRealmThatDoesNotFitIntoTheMemoryIsAnErrorThatTellsHowToGetMore() {
    StringWriter err = new StringWriter();
    CommandLine line = Fedrealm.commandLine(Map.of()).addSubcommand(new Large());
    line.setErr(new PrintWriter(err));

    assertThat(Fedrealm.execute(line, "large")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .containsPattern("Error: .* \\(\\d+ MB of heap\\).* _JAVA_OPTIONS=-Xmx1g")
        .hasLineCount(1);
  }

  @Test
  void theVersionNamesTheToolAndTheServerThatItIsMadeFor() {
    Result result = run(Map.of(), "--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("fedrealm \\d\\S+\\Rmade for Keycloak \\d+\\.\\d+\\.\\d+\\R");
  }

  @Nested
  class WrongUsage {

    @Test
    void withoutACommandIsToldWithTheUsage() {
      Result result = run(Map.of());

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err())
          .startsWith("Error: Say which command.\nCommands: plan, apply, ")
          .endsWith("Help: fedrealm --help\n");
      assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "plna fedn",
          "plan",
          "plan fedn --colour",
          "plan fedn --output yaml",
          "plan fedn --server",
          "apply fedn --parallel many",
          "apply fedn --parallel 0",
          "apply fedn --parallel 65"
        })
    void endsWithTwoAndAReason(String arguments) {
      Result result = run(Map.of(), arguments.split(" "));

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).isNotBlank().doesNotContain("Unexpected error", "\tat ");
      assertThat(result.out()).isEmpty();
    }

    @Test
    void offersWhatWasProbablyMeant() {
      assertThat(run(Map.of(), "plna", "fedn").err()).contains("Did you mean").contains("plan");
    }
  }

  @Test
  void templatesThatAreNotThereAreAllNamed() {
    Result result = run(Map.of(), "plan", "a.json", "fedn", "b.json");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("Error: Template a.json: no such file"),
            second -> assertThat(second).startsWith("Template b.json: no such file"));
  }

  @Test
  void windowsIsToldAtOnceThatItIsNotSupported() {
    assertThat(Fedrealm.isWindows("Windows 11")).isTrue();
    assertThat(Fedrealm.isWindows("Windows Server 2022")).isTrue();
    assertThat(Fedrealm.isWindows("Linux")).isFalse();
    assertThat(Fedrealm.isWindows("Mac OS X")).isFalse();
    assertThat(Fedrealm.WINDOWS).startsWith("Error: ").contains("WSL 2");
  }
}
