package io.fedrealm.provisioning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FednControllerChecksTest {

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 307, 400, 500, 503})
  void oneThatAnswersWithoutATokenIsOpen(int status) throws IOException {
    Check check = of(status, "/demo/");

    assertThat(check.status()).isEqualTo(Check.Status.warning);
    assertThat(check.detail()).contains("without a token (" + status + ")");
    assertThat(asked).containsExactly("POST /demo/api/v1/graphql null");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 421})
  void oneThatIsGuardedByAProxyIsNot(int status) throws IOException {
    assertThat(of(status, "").status()).isEqualTo(Check.Status.ok);
  }

  @Test
  void oneThatCannotBeReachedIsNot() {
    Check check = FednControllerChecks.of(URI.create("http://127.0.0.1:1"));

    assertThat(check.status()).isEqualTo(Check.Status.ok);
    assertThat(check.detail()).contains("cannot be reached from here");
  }

  private Check of(int status, String path) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return FednControllerChecks.of(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    } finally {
      server.stop(0);
    }
  }
}
