package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the launcher {@code ./fedrealm} as a process of its own, as an operator does. */
public final class Cli {

  private static final int TIMEOUT_SECONDS = 600;

  /**
   * How a command ended.
   *
   * @param exitCode the process' exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  public record Result(int exitCode, String out, String err) {

    /** Both streams, for searches. */
    public String output() {
      return out + "\n" + err;
    }
  }

  private Cli() {}

  /** The checkout under test. */
  public static Path checkout() {
    return Path.of(System.getProperty("fedrealm.checkout")).toAbsolutePath().normalize();
  }

  /** The folder for what tests write. */
  public static Path work() {
    return Path.of(System.getProperty("fedrealm.work")).toAbsolutePath().normalize();
  }

  /**
   * Runs a command.
   *
   * @param environment added to the environment of this process, from which everything that
   *     fedrealm itself reads is taken away first
   */
  public static Result run(Map<String, String> environment, String... arguments) {
    return start(environment, arguments).await();
  }

  /** Starts a command, like {@link #run}, and does not wait for its end. */
  public static Running start(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout().resolve("fedrealm").toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(work(), "cli", ".out");
      Path err = Files.createTempFile(work(), "cli", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("FEDREALM_"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return new Running(process, command, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command that runs. */
  public static final class Running {

    private final Process process;
    private final List<String> command;
    private final Path out;
    private final Path err;

    private Running(Process process, List<String> command, Path out, Path err) {
      this.process = process;
      this.command = command;
      this.out = out;
      this.err = err;
    }

    /** Ends it with SIGKILL, of which a process learns nothing. */
    public void kill() {
      process.destroyForcibly();
    }

    /** Waits for its end. */
    public Result await() {
      try {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running after " + TIMEOUT_SECONDS + " s: " + command);
        }
        Result result =
            new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
