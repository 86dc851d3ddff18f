package io.fedrealm.provisioning.template;

import io.fedrealm.provisioning.cli.CommandException;
import io.fedrealm.provisioning.cli.ExitCode;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong in the templates of one run, reported together. */
public final class InvalidTemplateException extends CommandException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public InvalidTemplateException(List<Problem> problems) {
    super(ExitCode.USAGE, describe(problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }

  private static String describe(List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", count + ", nothing was sent to the server:\n", ""));
  }
}
