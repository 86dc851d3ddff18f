package io.fedrealm.provisioning.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Runs in place of Keycloak: ready at once, with one realm that has one group and no user. */
final class StubKeycloakProgram {

  private StubKeycloakProgram() {}

  /** Takes the arguments of {@code kc.sh start}. */
  public static void main(String[] arguments) throws IOException {
    List<String> options = List.of(arguments);
    StubAdminApi api = new StubAdminApi(port(options, "--http-port="));
    api.given("/Demo/groups?briefRepresentation=true", "[{\"id\":\"g1\",\"name\":\"Admin\"}]");
    api.given("/Demo/users?exact=true&username=admin", "[]");
    int management = port(options, "--http-management-port=");
    HttpServer health =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), management), 0);
    health.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    health.start();
  }

  private static int port(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> Integer.valueOf(option.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
