package io.fedrealm.provisioning.template.source;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong in the templates of one run, reported together. */
public final class InvalidTemplateException extends CommandException {

  private static final long serialVersionUID = 1L;

  /** Nobody reads more at once, and one mistake repeated fills the screen. */
  private static final int SHOWN = 200;

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
    String lines =
        problems.stream()
            .limit(SHOWN)
            .map(problem -> "  " + problem)
            .collect(Collectors.joining("\n"));
    int rest = problems.size() - SHOWN;
    return count + ":\n" + lines + (rest > 0 ? "\n  … and " + rest + " more" : "");
  }
}
