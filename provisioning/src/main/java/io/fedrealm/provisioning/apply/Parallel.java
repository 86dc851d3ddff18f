package io.fedrealm.provisioning.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does independent work a few pieces at a time. */
final class Parallel {

  private Parallel() {}

  /**
   * Does the work for each item. When one fails, what has not been started is left; what has been
   * is waited for, so that nothing goes on behind the back of the caller.
   *
   * @throws RuntimeException the first failure, in the order of the items
   */
  static <T> void forEach(List<T> items, int limit, Consumer<T> work) {
    if (items.size() == 1 || limit == 1) {
      items.forEach(work);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(limit, items.size()));
    List<Future<?>> running = new ArrayList<>();
    try {
      items.forEach(item -> running.add(pool.submit(() -> work.accept(item))));
      awaitAll(running);
    } finally {
      pool.shutdown();
    }
  }

  private static void awaitAll(List<Future<?>> running) {
    RuntimeException failure = null;
    for (Future<?> task : running) {
      try {
        if (!task.isCancelled()) {
          task.get();
        }
      } catch (ExecutionException e) {
        failure = failure == null ? asRuntime(e.getCause()) : failure;
        running.forEach(later -> later.cancel(false));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running.forEach(later -> later.cancel(true));
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException asRuntime(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
