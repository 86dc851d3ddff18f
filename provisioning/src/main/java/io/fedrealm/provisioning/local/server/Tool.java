package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program that we run to its end, with its output in a log file.
 *
 * @param command the program and its arguments; no secret among them, everybody can read them
 * @param directory where it runs
 * @param environment all of its environment
 * @param log gets its output; the log of the last run is replaced
 */
record Tool(List<String> command, Path directory, Map<String, String> environment, Path log) {

  /** What programs need to run at all; everything else, secrets above all, stays with us. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "JAVA_HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

  /** The part of an environment that is passed on to Keycloak, in a map to add to. */
  static Map<String, String> plainEnvironment(Map<String, String> environment) {
    Map<String, String> plain = new TreeMap<>(environment);
    plain.keySet().retainAll(PASSED_ON);
    return plain;
  }

  /**
   * Looks a program up in the PATH of an environment; Java itself would look in our own.
   *
   * @return empty when there is none
   */
  static Optional<String> find(String program, Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .map(Path::toString)
        .findFirst();
  }

  /**
   * Runs it.
   *
   * @param interruption stops it with us
   * @return its exit code
   * @throws IOException when it cannot be started
   */
  int run(Interruption interruption) throws IOException {
    Process process = start();
    try (Interruption.Guard guard = interruption.onInterrupt(() -> destroy(process))) {
      return waitFor(process, guard);
    }
  }

  /** Starts it and does not wait. */
  Process start() throws IOException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    return builder.start();
  }

  private static int waitFor(Process process, Interruption.Guard guard) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      destroy(process);
      guard.close();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted", e);
    }
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  /** The last lines of its log; never fails. */
  List<String> tail(int lines) {
    try {
      List<String> all =
          new String(Files.readAllBytes(log), Charset.defaultCharset()).lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("(" + log + " cannot be read: " + e + ")");
    }
  }
}
