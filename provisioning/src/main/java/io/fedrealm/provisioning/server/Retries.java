package io.fedrealm.provisioning.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * How long to wait before something is tried again. Each wait is longer than the one before, and
 * shortened by chance, so that several clients of a server that was gone do not come back at once.
 *
 * @param waits milliseconds before the second attempt, the third, …; as many as are worth it
 */
public record Retries(List<Long> waits) {

  /** Some 25 seconds in all: as long as a Keycloak server takes to start. */
  public static final Retries USUAL =
      new Retries(LongStream.of(200, 400, 800, 1600, 3200, 6400, 12800).boxed().toList());

  /** One attempt and no more. */
  public static final Retries NONE = new Retries(List.of());

  /** No server is waited for longer than this, whatever it asks for. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A half to the whole of each wait. */
  private static final double SPREAD = 0.5;

  /** The same waits, but not more than some of them. */
  public Retries atMost(int count) {
    return new Retries(waits.subList(0, Math.min(count, waits.size())));
  }

  /**
   * Waits before the next attempt.
   *
   * @param attempt how many attempts were made, from 1
   * @return false, at once, when there shall be no other
   * @throws CommandException {@link ExitCode#INTERRUPTED} when the thread is interrupted; it still
   *     is afterwards
   */
  public boolean again(int attempt) {
    return again(attempt, Duration.ZERO);
  }

  /**
   * @param atLeast what the server asks for ({@code Retry-After})
   */
  boolean again(int attempt, Duration atLeast) {
    if (attempt > waits.size()) {
      return false;
    }
    long usual = waits.get(attempt - 1);
    double wait = usual * (1 - SPREAD * ThreadLocalRandom.current().nextDouble());
    Duration asked = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    sleep(Math.max((long) wait, asked.toMillis()));
    return true;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Stopped while waiting for the server.", e);
    }
  }
}
