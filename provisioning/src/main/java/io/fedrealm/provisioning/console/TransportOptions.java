package io.fedrealm.provisioning.console;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.Tls;
import io.fedrealm.provisioning.server.Transport;
import io.fedrealm.provisioning.template.variable.Variables;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** Certificates and proxy on the way to a server. */
final class TransportOptions {

  private static final String CA_FILE = "FEDREALM_CA_FILE";
  private static final String KEY_STORE = "FEDREALM_CLIENT_KEYSTORE";
  private static final String KEY_STORE_PASSWORD = "FEDREALM_CLIENT_KEYSTORE_PASSWORD";

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description =
          "Certificates of authorities (PEM) to trust besides Java's own. Default: environment"
              + " variable "
              + CA_FILE
              + ".")
  private Path caFile;

  @Option(
      names = "--client-keystore",
      paramLabel = "FILE",
      description =
          "Key store (PKCS12) with key and certificate for mutual TLS; its password is in the"
              + " variable "
              + KEY_STORE_PASSWORD
              + " or _FILE. Default: environment variable "
              + KEY_STORE
              + ".")
  private Path keyStore;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "HTTP proxy, http://host:port; none: no proxy. Default: HTTPS_PROXY or HTTP_PROXY, but for"
              + " the hosts of NO_PROXY.")
  private String proxy;

  /**
   * The way to a server.
   *
   * @throws CommandException {@link ExitCode#USAGE} when a file or the proxy's address is unusable
   */
  Transport transport(URI server, Map<String, String> environment) {
    Optional<Path> ca = file(caFile, CA_FILE, environment);
    Optional<Path> keys = file(keyStore, KEY_STORE, environment);
    Optional<SSLContext> tls =
        ca.isEmpty() && keys.isEmpty()
            ? Optional.empty()
            : Optional.of(Tls.context(ca, keys, password(keys, environment)));
    Optional<String> via =
        proxy == null
            ? Proxies.of(server, environment)
            : Optional.of(proxy).filter(url -> !url.equals("none"));
    return new Transport(tls, via.map(TransportOptions::proxy));
  }

  private static Optional<Path> file(Path option, String name, Map<String, String> environment) {
    String variable = environment.getOrDefault(name, "");
    return Optional.ofNullable(option)
        .or(() -> variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable)));
  }

  private static String password(Optional<Path> keys, Map<String, String> environment) {
    if (keys.isEmpty()) {
      return "";
    }
    try {
      return new Variables(environment)
          .get(KEY_STORE_PASSWORD)
          .orElseThrow(
              () ->
                  usage(
                      "The password of the key store is missing: set "
                          + KEY_STORE_PASSWORD
                          + " or _FILE."));
    } catch (Variables.UnusableException e) {
      throw usage(e.getMessage());
    }
  }

  private static URI proxy(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, without the text: it may hold a password.
    }
    throw usage(
        "The proxy's address is not of the form http://host:port (no https, no user and password).");
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
