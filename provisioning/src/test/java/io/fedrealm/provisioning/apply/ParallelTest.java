package io.fedrealm.provisioning.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ParallelTest {

  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class TheWork {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void isDoneOnceForEachItem(int limit) {
      AtomicInteger sum = new AtomicInteger();

      Parallel.forEach(items(20), limit, sum::addAndGet);

      assertThat(sum).hasValue(190);
    }

    @Test
    void isNothingWithoutItems() {
      AtomicInteger calls = new AtomicInteger();

      Parallel.forEach(List.of(), 4, item -> calls.incrementAndGet());

      assertThat(calls).hasValue(0);
    }

    @Test
    void goesOnAtTheSameTimeUpToTheLimitAndNoFurther() {
      CyclicBarrier four = new CyclicBarrier(4);
      AtomicInteger running = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();

      Parallel.forEach(
          items(12),
          4,
          item -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            meet(four);
            running.decrementAndGet();
          });

      assertThat(most).hasValue(4);
    }

    private static void meet(CyclicBarrier barrier) {
      try {
        barrier.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Nested
  class AFailure {

    @Test
    void stopsWhatHasNotStarted() {
      Set<Integer> started = ConcurrentHashMap.newKeySet();

      assertThatThrownBy(
              () ->
                  Parallel.forEach(
                      items(100),
                      1,
                      item -> {
                        started.add(item);
                        if (item == 3) {
                          throw new IllegalArgumentException("3");
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(started).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void waitsForWhatRunsAndStartsNothingMore() {
      CompletableFuture<Thread> failing = new CompletableFuture<>();
      CountDownLatch firstRuns = new CountDownLatch(1);
      Set<Integer> ended = ConcurrentHashMap.newKeySet();

      assertThatThrownBy(
              () ->
                  Parallel.forEach(
                      items(50),
                      2,
                      item -> {
                        if (item == 1) {
                          await(firstRuns);
                          failing.complete(Thread.currentThread());
                          throw new IllegalStateException("1");
                        }
                        firstRuns.countDown();
                        join(failing.join());
                        ended.add(item);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("1");
      assertThat(ended).containsExactly(0);
    }

    private static void join(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void isTheFirstInTheOrderOfTheItems() {
      CyclicBarrier all = new CyclicBarrier(4);

      assertThatThrownBy(
              () ->
                  Parallel.forEach(
                      items(4),
                      4,
                      item -> {
                        TheWork.meet(all);
                        throw new IllegalStateException("item " + item);
                      }))
          .hasMessage("item 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void mayBeAnErrorOfTheMachine(int limit) {
      assertThatThrownBy(
              () ->
                  Parallel.forEach(
                      items(4),
                      limit,
                      item -> {
                        throw new StackOverflowError();
                      }))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  @Nested
  class AnInterrupt {

    @Test
    void stopsWhatHasNotStartedAndWaitsForWhatRuns() throws InterruptedException {
      CountDownLatch running = new CountDownLatch(2);
      CountDownLatch release = new CountDownLatch(1);
      Set<Integer> ended = ConcurrentHashMap.newKeySet();
      AtomicInteger exitCode = new AtomicInteger();
      AtomicInteger stillInterrupted = new AtomicInteger();
      Thread caller =
          new Thread(
              () -> {
                try {
                  Parallel.forEach(
                      items(50),
                      2,
                      item -> {
                        running.countDown();
                        await(release);
                        ended.add(item);
                      });
                } catch (CommandException e) {
                  exitCode.set(e.exitCode());
                  stillInterrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                }
              });
      caller.start();
      await(running);
      caller.interrupt();
      awaitWaitingAgain(caller);
      release.countDown();
      caller.join();

      assertThat(ended).containsExactlyInAnyOrder(0, 1);
      assertThat(exitCode).hasValue(ExitCode.INTERRUPTED);
      assertThat(stillInterrupted).hasValue(1);
    }

    /** The interrupt was taken notice of, and the thread waits for what runs. */
    private static void awaitWaitingAgain(Thread thread) {
      while (thread.isInterrupted() || thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    @Test
    void beforeTheFirstItemDoesNothing() {
      AtomicInteger calls = new AtomicInteger();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> Parallel.forEach(items(1), 1, item -> calls.incrementAndGet()))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED))
          .hasMessage("Stopped before all was done.");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(calls).hasValue(0);
    }
  }
}
