package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The suites run in several processes at once (pom.xml, {@code fedrealm.forks}), each of them with
 * what it changes, such as a Keycloak, of its own. What is costly to make is made by one of them,
 * while the others wait.
 */
final class Fork {

  /** The locks that this process holds to its end; the system gives them back then. */
  private static final Map<String, FileLock> HELD = new HashMap<>();

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  private Fork() {}

  /**
   * What the name of a thing of this process ends with.
   *
   * @param kind of thing
   * @return nothing for the process that was the first to have such a thing, else its number
   */
  static synchronized String suffix(String kind) {
    int number = NUMBERS.computeIfAbsent(kind, Fork::firstFree);
    return number == 1 ? "" : "-" + number;
  }

  private static int firstFree(String kind) {
    for (int number = 1; ; number++) {
      if (take(kind + "-" + number)) {
        return number;
      }
    }
  }

  private static boolean take(String name) {
    try {
      FileChannel channel = open(name);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return false;
      }
      HELD.put(name, lock);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Does something that only one process may do at a time.
   *
   * @param what it is
   * @param work must not call this method
   */
  static synchronized <T> T alone(String what, Supplier<T> work) {
    // The end of the channel is that of its lock.
    try (FileChannel channel = open(what)) {
      channel.lock();
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(String name) throws IOException {
    Path folder = Files.createDirectories(Cli.work().resolve("locks"));
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
