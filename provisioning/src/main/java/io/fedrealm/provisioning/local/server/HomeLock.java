package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/** One {@code up} at a time in a home folder. The lock goes away with its process. */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws CommandException when another process has it
   */
  public static HomeLock take(Home home) {
    try {
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CommandException(
            ExitCode.FAILED,
            "Another fedrealm up is working in "
                + home.path()
                + ". Wait until it has ended, or choose another folder with --home.");
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The file " + home.lock() + " cannot be locked: " + e, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "The lock cannot be released: " + e, e);
    }
  }
}
