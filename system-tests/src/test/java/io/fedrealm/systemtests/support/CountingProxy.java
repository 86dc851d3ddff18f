package io.fedrealm.systemtests.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Stands between the command line and Keycloak and writes down what is asked. */
public final class CountingProxy implements AutoCloseable {

  /** What becomes of a write. */
  public enum Fate {
    PASSES,
    /** The connection breaks before the server has seen it. */
    LOST,
    /** The server carries it out, and the connection breaks before the answer. */
    UNANSWERED
  }

  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "http2-settings");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger writes = new AtomicInteger();
  private volatile IntFunction<Fate> fates = write -> Fate.PASSES;
  private volatile Runnable unanswered = () -> {};
  private volatile boolean gone;
  private volatile String hidden = "?";
  private volatile CountDownLatch turnstile = new CountDownLatch(0);

  /**
   * @param target the server's base URL
   */
  public CountingProxy(String target) {
    this.target = URI.create(target);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::forward);
    server.start();
  }

  /** The address to use in place of the server's. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All requests so far, as {@code METHOD path}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The requests that can change something: all but reads, logins and the export (a POST). */
  public List<String> writes() {
    return requests.stream().filter(CountingProxy::isWrite).toList();
  }

  private static boolean isWrite(String request) {
    return !request.startsWith("GET ")
        && !request.endsWith("/protocol/openid-connect/token")
        && !request.contains("/partial-export?");
  }

  /**
   * Decides what becomes of the writes to come.
   *
   * @param fate of each of them, counted from 1
   */
  public void fates(IntFunction<Fate> fate) {
    writes.set(0);
    fates = fate;
  }

  /**
   * @param action done when a write has been carried out whose answer is kept back
   */
  public void afterUnanswered(Runnable action) {
    unanswered = action;
  }

  /**
   * Makes it a server that does not have something: answers 404.
   *
   * @param path a part of its path
   */
  public void hide(String path) {
    hidden = path;
  }

  /** From now on requests wait, as at a load balancer that has no server for them. */
  public void hold() {
    turnstile = new CountDownLatch(1);
  }

  /** Lets them through, and all that come. */
  public void letThrough() {
    turnstile.countDown();
  }

  /** From now on no request is answered. */
  public void goAway() {
    gone = true;
  }

  private void forward(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(asked);
    awaitTurn();
    Fate fate = isWrite(asked) ? fates.apply(writes.incrementAndGet()) : Fate.PASSES;
    if (gone || fate == Fate.LOST) {
      exchange.close();
      return;
    }
    if (exchange.getRequestURI().getPath().contains(hidden)) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (fate == Fate.UNANSWERED) {
        unanswered.run();
      }
      if (gone || fate == Fate.UNANSWERED) {
        return;
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.startsWith(":") && !NOT_FORWARDED.contains(name.toLowerCase())) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = answer.body();
      exchange.getResponseHeaders().remove("transfer-encoding");
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void awaitTurn() {
    try {
      turnstile.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    turnstile.countDown();
    server.stop(0);
  }
}
