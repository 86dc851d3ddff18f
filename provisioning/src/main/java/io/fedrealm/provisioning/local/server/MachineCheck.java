package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks before the server is started whether this machine can run it. */
public final class MachineCheck {

  /** 450 MB for the server after its start, and something for the requests and for us. */
  private static final long NEEDED_MIB = 700;

  private static final int FIRST_FREE = 20_000;

  /** From here on Linux, and from higher up others, take the ports of outgoing connections. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int ATTEMPTS = 100;

  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  private MachineCheck() {}

  /**
   * Refuses a port that cannot be used.
   *
   * @throws CommandException when it is out of range, taken or reserved
   */
  public static void requireFree(int port) {
    if (port < 1 || port > 65535) {
      throw new CommandException(
          ExitCode.USAGE, "There is no port " + port + ": give --port a number from 1 to 65535.");
    }
    try {
      bind(port);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "Port "
              + port
              + " cannot be used ("
              + e.getMessage()
              + "). Nothing was started. Choose another one with --port, or end the program that"
              + " has it.",
          e);
    }
  }

  /**
   * A port that nobody uses now, and that no outgoing connection gets while the server starts.
   *
   * @param other a port that is spoken for
   */
  public static int freePort(int other) {
    IOException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, FIRST_EPHEMERAL);
      try {
        if (port != other) {
          bind(port);
          return port;
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw new CommandException(ExitCode.FAILED, "No free port was found: " + last, last);
  }

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose last connections are only just ending is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(ServerCommand.ADDRESS), port));
    }
  }

  /**
   * Whether memory may not suffice.
   *
   * @param meminfo {@code /proc/meminfo}; systems without it are not checked
   * @return a sentence for the operator, or empty when all is well
   */
  public static Optional<String> memoryWarning(Path meminfo) {
    if (!Files.isReadable(meminfo)) {
      return Optional.empty();
    }
    try {
      Matcher matcher = AVAILABLE.matcher(Files.readString(meminfo));
      if (!matcher.find()) {
        return Optional.empty();
      }
      long available = Long.parseLong(matcher.group(1)) / 1024;
      return available >= NEEDED_MIB
          ? Optional.empty()
          : Optional.of(
              "Only "
                  + available
                  + " MiB of memory are available; Keycloak needs about "
                  + NEEDED_MIB
                  + ". If it does not start, close other programs first.");
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
