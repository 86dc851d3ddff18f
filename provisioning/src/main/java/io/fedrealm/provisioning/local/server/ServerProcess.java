package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The process of a server that this or an earlier command has started. */
public final class ServerProcess {

  /** Linux tells when a process began to a hundredth of a second, but counts from the boot time. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private ServerProcess() {}

  /** When a process began, in milliseconds since 1970; 0 when the system does not tell. */
  static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The process of a state, if it lives and is still the same one. */
  public static Optional<ProcessHandle> find(ServerState state, Home home) {
    return ProcessHandle.of(state.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process -> isSame(process, state, home));
  }

  private static boolean isSame(ProcessHandle process, ServerState state, Home home) {
    ProcessHandle.Info info = process.info();
    if (info.command().isEmpty()) {
      // A dead process that nobody has waited for, or somebody else's.
      return false;
    }
    long difference = Math.abs(startOf(process) - state.processStart());
    // A clock that was set moves the start; Keycloak's home in the command line does not move.
    return difference <= START_TOLERANCE.toMillis()
        || info.commandLine().orElse("").contains("-Dkc.home.dir=" + home.path() + "/");
  }

  /**
   * Stops a server: SIGTERM, and SIGKILL for what is left after a while.
   *
   * @return whether it ended by itself
   */
  public static boolean stop(ServerState state, Home home) {
    Optional<ProcessHandle> process = find(state, home);
    if (process.isEmpty()) {
      return true;
    }
    List<ProcessHandle> all = Stream.concat(process.stream(), process.get().descendants()).toList();
    process.get().destroy();
    if (awaitEnd(state, home, GRACE)) {
      return true;
    }
    all.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(state, home, AFTER_KILL);
    return false;
  }

  private static boolean awaitEnd(ServerState state, Home home, Duration limit) {
    Instant deadline = Instant.now().plus(limit);
    while (Instant.now().isBefore(deadline)) {
      Optional<ProcessHandle> process = find(state, home);
      if (process.isEmpty() || awaitEnd(process.get(), POLL)) {
        return true;
      }
    }
    return find(state, home).isEmpty();
  }

  /**
   * Waits for the end of a process, but not for long.
   *
   * @return whether it has ended
   */
  static boolean awaitEnd(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted", e);
    }
  }
}
