package io.fedrealm.provisioning.local.server;

import java.util.concurrent.CountDownLatch;

/** A program that {@link InterruptionTest} runs in a JVM of its own, and stops. */
final class InterruptionProbe {

  private InterruptionProbe() {}

  /** Waits to be stopped, or ends by itself when it is told "end". */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = new Interruption()) {
      interruption.onInterrupt(() -> System.out.println("first"));
      interruption.onInterrupt(() -> System.out.println("forgotten")).close();
      interruption.onInterrupt(
          () -> {
            System.out.println("last");
            stopped.countDown();
          });
      System.out.println("up");
      if (args[0].equals("wait")) {
        stopped.await();
      }
    }
    System.out.println("the end was reached");
  }
}
