package io.fedrealm.systemtests.support;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A suite that drives a browser from Node.js, with the packages of its {@code package-lock.json};
 * each of its tests becomes a JUnit test.
 */
public final class NodeSuite {

  /** The suite's own exit code for "no browser here". */
  private static final int NO_BROWSER = 77;

  private final String name;
  private final Path folder;

  /**
   * @param name of the folder below {@code src/test}
   */
  public NodeSuite(String name) {
    this.name = name;
    this.folder = Cli.checkout().resolve("system-tests/src/test").resolve(name);
  }

  /**
   * Runs the suite and gives its tests, each with its own outcome.
   *
   * @param reportVariable the environment variable that names the folder for its report
   * @param report the file in that folder
   */
  public Stream<DynamicTest> run(
      String reportVariable, String report, Map<String, String> environment) {
    Path reports = Cli.work().resolve("node").resolve(name);
    Path log = reports.resolve("run.log");
    if (ToolProcess.run(folder, log, Map.of(), List.of("npm", "ci", "--no-progress")) != 0) {
      Requirement.missing(name, "Node.js 20 or later with npm, and packages from npm", log);
    }
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(reportVariable, reports.toString());
    int exitCode = ToolProcess.run(folder, log, variables, List.of("node", "run.mjs"));
    if (exitCode == NO_BROWSER) {
      Requirement.missing(name, "Chromium", log);
    }
    if (exitCode != 0 && exitCode != 1) {
      throw new AssertionError(
          "the suite ended with " + exitCode + ", see\n" + ToolProcess.tail(log));
    }
    return JUnitReport.tests(reports.resolve(report));
  }
}
