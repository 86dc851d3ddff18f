package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** A server that a test needs beside Keycloak: a process that answers HTTP until it is closed. */
final class BackgroundProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int POLL_MILLISECONDS = 200;
  private static final int END_SECONDS = 10;

  private final Process process;
  private final Path log;

  private BackgroundProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a server; {@link #await} waits until it is there.
   *
   * @param log the file for its output
   * @param environment added to the environment of this process; secrets belong here and not into
   *     the command
   */
  static BackgroundProcess start(Path log, Map<String, String> environment, List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      return new BackgroundProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  /**
   * Waits until the server answers, whatever the status.
   *
   * @throws AssertionError with the end of its log, when it has ended or does not answer in time
   */
  void await(String url) {
    await(url, status -> true);
  }

  /** The same, but for an answer with a status that is good enough. */
  void await(String url, IntPredicate isThere) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (process.isAlive() && Instant.now().isBefore(end)) {
        try {
          if (isThere.test(client.send(request, BodyHandlers.discarding()).statusCode())) {
            return;
          }
        } catch (IOException e) {
          // Not yet.
        }
        process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no answer from " + url + ":\n" + ToolProcess.tail(log));
  }

  /** Ends it, and what it has started, with SIGKILL; returns when the processes are gone. */
  void kill() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /**
   * Waits until somebody has killed it.
   *
   * @throws AssertionError when nobody does in time
   */
  void awaitEnd() {
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("it still runs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
