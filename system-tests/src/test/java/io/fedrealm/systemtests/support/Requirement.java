package io.fedrealm.systemtests.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/**
 * What a suite needs beyond a JDK and Maven. Where it is not to be had, the suite is skipped with a
 * message that says how to get it; on CI (environment variable {@code CI=true}) that is a failure.
 */
final class Requirement {

  private Requirement() {}

  /**
   * Ends the test.
   *
   * @param suite the suite's name
   * @param what is missing and how to get it
   * @param log what the attempt printed
   */
  static void missing(String suite, String what, Path log) {
    String message =
        "The "
            + suite
            + " suite needs "
            + what
            + " (system-tests/install-prerequisites.sh installs it on Debian and Ubuntu).\n"
            + ToolProcess.tail(log);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    System.err.println("SKIPPED: " + message);
    abort(message);
  }
}
