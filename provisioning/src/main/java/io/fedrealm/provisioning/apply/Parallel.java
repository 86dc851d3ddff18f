package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Does independent work a few pieces at a time. */
final class Parallel<T> {

  private final List<T> items;
  private final Consumer<T> work;
  private final AtomicInteger next = new AtomicInteger();
  private final SortedMap<Integer, Throwable> failures = new ConcurrentSkipListMap<>();
  private volatile boolean stopped;

  private Parallel(List<T> items, Consumer<T> work) {
    this.items = items;
    this.work = work;
  }

  /**
   * Does the work for each item. When one fails, or the calling thread is interrupted, what has not
   * been started is left; what has been is waited for, so that nothing goes on behind the back of
   * the caller.
   *
   * @throws RuntimeException the first failure, in the order of the items
   * @throws CommandException {@link ExitCode#INTERRUPTED} when the calling thread was interrupted;
   *     it still is afterwards
   */
  static <T> void forEach(List<T> items, int limit, Consumer<T> work) {
    new Parallel<>(items, work).run(Math.min(limit, items.size()));
  }

  private void run(int workers) {
    if (workers <= 1) {
      takeItems();
    } else {
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      for (int worker = 0; worker < workers; worker++) {
        pool.execute(this::takeItems);
      }
      pool.shutdown();
      await(pool);
    }
    throwFirst();
  }

  private void takeItems() {
    while (!stopped && !Thread.currentThread().isInterrupted()) {
      int index = next.getAndIncrement();
      if (index >= items.size()) {
        return;
      }
      try {
        work.accept(items.get(index));
      } catch (RuntimeException | Error e) {
        stopped = true;
        failures.put(index, e);
      }
    }
  }

  private void await(ExecutorService pool) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        stopped = true;
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFirst() {
    if (!failures.isEmpty()) {
      Throwable first = failures.get(failures.firstKey());
      if (first instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) first;
    }
    if (next.get() < items.size()) {
      throw new CommandException(ExitCode.INTERRUPTED, "Stopped before all was done.");
    }
  }
}
