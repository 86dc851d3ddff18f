package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Requests whose body never comes, each on a connection of its own. */
public final class SilentBodies implements AutoCloseable {

  private final List<Socket> sockets = new ArrayList<>();

  private SilentBodies() {}

  /**
   * Sends the heads of requests and the beginning of their bodies.
   *
   * @param number of requests
   * @param connection makes a connection to the server
   * @param path of the requests
   * @param type of their bodies
   * @param begun how many of the 40,000 bytes that are announced are sent
   */
  public static SilentBodies send(
      int number, Supplier<Socket> connection, String path, String type, int begun) {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 40000\r\n\r\n"
            .formatted(path, type);
    byte[] request = (head + "a".repeat(begun)).getBytes(StandardCharsets.US_ASCII);
    SilentBodies bodies = new SilentBodies();
    try {
      for (int sent = 0; sent < number; sent++) {
        Socket socket = connection.get();
        bodies.sockets.add(socket);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      bodies.close();
      throw new UncheckedIOException(e);
    }
    return bodies;
  }

  /** How many there are. */
  public int sent() {
    return sockets.size();
  }

  /**
   * Waits for the end of all of them.
   *
   * @param patience for each
   * @return the status lines of those that were answered
   */
  public List<String> answers(Duration patience) {
    List<String> answers = new ArrayList<>();
    for (Socket socket : sockets) {
      try {
        socket.setSoTimeout((int) patience.toMillis());
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
        if (line.length > 0) {
          answers.add(new String(line, StandardCharsets.US_ASCII));
        }
      } catch (java.net.SocketTimeoutException e) {
        throw new AssertionError("a body that does not come is still waited for", e);
      } catch (IOException e) {
        answers.add("closed");
      }
    }
    return answers;
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
