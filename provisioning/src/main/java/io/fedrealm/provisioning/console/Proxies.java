package io.fedrealm.provisioning.console;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxy that the environment names, as curl and others read it. */
final class Proxies {

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private Proxies() {}

  /** The proxy for a server; the loopback address never has one. */
  static Optional<String> of(URI server, Map<String, String> environment) {
    String host = server.getHost().toLowerCase(Locale.ROOT);
    if (LOOPBACK.contains(host) || isExempt(host, value("NO_PROXY", environment))) {
      return Optional.empty();
    }
    String name = "https".equalsIgnoreCase(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = value(name, environment);
    return proxy.isEmpty() ? Optional.empty() : Optional.of(proxy);
  }

  private static String value(String name, Map<String, String> environment) {
    String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
  }

  /** A host name stands for itself and what is below it; {@code *} for all. */
  private static boolean isExempt(String host, String noProxy) {
    return Arrays.stream(noProxy.toLowerCase(Locale.ROOT).split(","))
        .map(entry -> entry.trim().replaceFirst("^\\*?\\.", ""))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(e -> e.equals("*") || host.equals(e) || host.endsWith("." + e));
  }
}
