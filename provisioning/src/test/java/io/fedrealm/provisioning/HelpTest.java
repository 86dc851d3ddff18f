package io.fedrealm.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever asks a command for help gets it, for each of its options. */
class HelpTest {

  /** Every command, as the words to type. */
  static List<List<String>> commands() {
    List<List<String>> all = new ArrayList<>();
    collect(Fedrealm.commandLine(), List.of(), all);
    return all;
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, sub) ->
                collect(sub, Stream.concat(words.stream(), Stream.of(name)).toList(), all));
  }

  private static CommandSpec spec(List<String> words) {
    CommandLine command = Fedrealm.commandLine();
    for (String word : words) {
      command = command.getSubcommands().get(word);
    }
    return command.getCommandSpec();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandAndOptionIsExplained(List<String> words) {
    CommandSpec spec = spec(words);

    assertThat(spec.usageMessage().description()).as("description").isNotEmpty();
    for (ArgSpec argument : spec.args()) {
      assertThat(argument.description()).as(argument.toString()).isNotEmpty();
      assertThat(String.join("", argument.description())).as(argument.toString()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpIsPrintedAndNothingElseHappens(List<String> words) {
    List<String> arguments = new ArrayList<>(words);
    arguments.add("--help");

    Result result = CliSupport.run(Map.of(), arguments.toArray(String[]::new));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith(
            "Usage: "
                + String.join(" ", Stream.concat(Stream.of("fedrealm"), words.stream()).toList()))
        .contains("Exit codes:");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noOptionTakesASecret(List<String> words) {
    assertThat(spec(words).options())
        .extracting(OptionSpec::longestName)
        .noneMatch(name -> name.matches("--.*(secret|password)"));
  }

  @Test
  void completionKnowsEveryCommandAndOption() {
    Result result = CliSupport.run(Map.of(), "completion");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("#!/usr/bin/env bash").contains("--all-or-nothing");
    for (List<String> words : commands()) {
      assertThat(result.out()).contains(words.isEmpty() ? "fedrealm" : words.get(words.size() - 1));
    }
  }
}
