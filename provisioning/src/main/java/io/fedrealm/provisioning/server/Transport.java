package io.fedrealm.provisioning.server;

import jakarta.ws.rs.client.ClientBuilder;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * How a server is reached.
 *
 * @param tls whom to trust and with which certificate to come; empty for Java's defaults
 * @param proxy an HTTP proxy; empty for none
 */
public record Transport(Optional<SSLContext> tls, Optional<URI> proxy) {

  /** Straight, with Java's own trust store. */
  public static final Transport DIRECT = new Transport(Optional.empty(), Optional.empty());

  private static final int CONNECT_SECONDS = 10;

  /** A builder of HTTP clients that go this way. */
  public HttpClient.Builder httpClient() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS));
    tls.ifPresent(builder::sslContext);
    proxy.ifPresent(
        uri ->
            builder.proxy(
                ProxySelector.of(InetSocketAddress.createUnresolved(uri.getHost(), port(uri)))));
    return builder;
  }

  /** The same for the admin client. */
  ClientBuilder adminClient() {
    ClientBuilder builder =
        ClientBuilder.newBuilder().connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS);
    tls.ifPresent(builder::sslContext);
    proxy.ifPresent(
        uri ->
            builder
                .property("org.jboss.resteasy.jaxrs.client.proxy.host", uri.getHost())
                .property("org.jboss.resteasy.jaxrs.client.proxy.port", port(uri))
                .property("org.jboss.resteasy.jaxrs.client.proxy.scheme", "http"));
    return builder;
  }

  private static int port(URI proxy) {
    return proxy.getPort() < 0 ? 80 : proxy.getPort();
  }
}
