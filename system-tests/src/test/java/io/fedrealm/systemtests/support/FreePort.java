package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that are started later. */
final class FreePort {

  private static final int FIRST = 20_000;

  /** From here on Linux takes the ports of outgoing connections, at any moment. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** A port of the loopback address that is free now, and that no outgoing connection gets. */
  static int find() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_EPHEMERAL);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
      }
    }
    throw new IllegalStateException("no free port was found");
  }
}
