package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that is not ours. */
final class ToolProcess {

  /** What a shell answers for a command that is not there. */
  static final int NOT_FOUND = 127;

  private static final int TIMEOUT_MINUTES = 20;

  private ToolProcess() {}

  /**
   * Runs a program to its end.
   *
   * @param log gets both of its streams, after what is there already
   * @return its exit code; {@link #NOT_FOUND} when there is no such program
   */
  static int run(Path folder, Path log, Map<String, String> environment, List<String> command) {
    Process process;
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      process = builder.start();
    } catch (IOException e) {
      return NOT_FOUND;
    }
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + TIMEOUT_MINUTES + " minutes: " + command);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The last lines of a log; empty when there is none. */
  static String tail(Path log) {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
