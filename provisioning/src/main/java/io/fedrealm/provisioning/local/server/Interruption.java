package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.ExitCode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What Ctrl-C and SIGTERM do while a command works: whatever was started is stopped in reverse
 * order, and the process ends with {@link ExitCode#INTERRUPTED}.
 *
 * <p>The thread that was interrupted gets exceptions, because its child processes are gone; {@link
 * #close} holds it back so that the operator does not read them as errors.
 */
public final class Interruption implements AutoCloseable {

  /** Something that is to be stopped; closing it says that there is nothing to stop any more. */
  interface Guard extends AutoCloseable {

    @Override
    void close();
  }

  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final Thread hook = new Thread(this::interrupt, "interruption");

  /** Listens from now on. */
  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Adds something to stop.
   *
   * @param stop must not throw and must not wait for the interrupted thread
   */
  public synchronized Guard onInterrupt(Runnable stop) {
    stops.push(stop);
    return () -> forget(stop);
  }

  private synchronized void forget(Runnable stop) {
    stops.remove(stop);
  }

  private void interrupt() {
    Deque<Runnable> now;
    synchronized (this) {
      now = new ArrayDeque<>(stops);
    }
    now.forEach(Runnable::run);
    // The JVM itself would end with 143 after SIGTERM; for us both signals mean the same.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /** Stops listening; when an interruption is under way, waits for the end of the process. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdownInProgress) {
      join();
    }
  }

  private void join() {
    try {
      hook.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
