package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS to one server with a certificate of its own; paths go out just as they are given. */
public final class RawHttp {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String origin;
  private final SSLContext tls;
  private final HttpClient client;

  private RawHttp(String origin, SSLContext tls) {
    this.origin = origin;
    this.tls = tls;
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  /**
   * A client for a server.
   *
   * @param origin {@code https://localhost:PORT}
   * @param certificate the only one that is trusted, PEM
   */
  public static RawHttp trusting(String origin, Path certificate) {
    try (InputStream pem = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "it", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new RawHttp(origin, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of its own, on which the caller may write what it likes. */
  public Socket connect() {
    URI address = URI.create(origin);
    try {
      return tls.getSocketFactory().createSocket(address.getHost(), address.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of a GET; 0 when there is no answer at all. */
  public int status(String path) {
    try {
      return send(request(path).GET().build()).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  /** Waits until a path answers with 200. */
  public void await(String path) {
    Instant end = Instant.now().plus(PATIENCE);
    while (status(path) != 200) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("no answer 200 from " + origin + path + " in " + PATIENCE);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** The body of a GET. */
  public String get(String path, String... headers) {
    return send(request(path).headers(headers).GET().build()).body();
  }

  /** The body of the answer to a form. */
  public String post(String path, Map<String, String> form) {
    return send(request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(Http.encode(form)))
            .build())
        .body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
