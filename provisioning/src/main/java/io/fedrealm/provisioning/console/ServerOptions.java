package io.fedrealm.provisioning.console;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.Loopback;
import io.fedrealm.provisioning.server.Transport;
import io.fedrealm.provisioning.template.variable.Variables;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server, and who we are there. Secrets come from the environment only. */
public final class ServerOptions {

  private static final String URL = "FEDREALM_SERVER_URL";
  private static final String REALM = "FEDREALM_ADMIN_REALM";
  private static final String CLIENT_ID = "FEDREALM_ADMIN_CLIENT_ID";
  private static final String CLIENT_SECRET = "FEDREALM_ADMIN_CLIENT_SECRET";
  private static final String USERNAME = "FEDREALM_ADMIN_USERNAME";
  private static final String PASSWORD = "FEDREALM_ADMIN_PASSWORD";
  private static final String PLAIN_HTTP = "FEDREALM_ALLOW_PLAIN_HTTP";

  @Option(
      names = {"-s", "--server"},
      paramLabel = "URL",
      description =
          "Keycloak's base URL, with its relative path if it has one"
              + " (http://localhost:8080/auth). Default: environment variable "
              + URL
              + ".")
  private String url;

  @Option(
      names = "--allow-plain-http",
      description =
          "Send secrets and tokens to another machine without encryption: for networks in which"
              + " nobody reads along, of containers for example. Default: environment variable "
              + PLAIN_HTTP
              + "=true.")
  private boolean plainHttp;

  @Mixin private TransportOptions transport = new TransportOptions();

  /**
   * A server, for those who need no account there.
   *
   * @param server its base URL
   * @param transport certificates and proxy
   */
  public record Address(URI server, Transport transport) {}

  /**
   * The server.
   *
   * @throws CommandException {@link ExitCode#USAGE} with everything that is missing
   */
  public Address address(Map<String, String> environment) {
    Reader reader = new Reader(new Variables(environment));
    Optional<String> server = server(reader);
    reader.throwIfMissing();
    URI uri = encrypted(server.orElseThrow(), environment);
    return new Address(uri, transport.transport(uri, environment));
  }

  private Optional<String> server(Reader reader) {
    Optional<String> server = Optional.ofNullable(url).or(() -> reader.get(URL));
    if (reader.lacks(URL, server)) {
      reader.missing.add("the server: give --server URL or set " + URL);
    }
    return server;
  }

  /**
   * The server and the account to use.
   *
   * @throws CommandException {@link ExitCode#USAGE} with everything that is missing
   */
  public AdminAccess access(Map<String, String> environment) {
    Reader reader = new Reader(new Variables(environment));
    Optional<String> server = server(reader);
    Optional<String> username = reader.get(USERNAME);
    Optional<String> password = reader.get(PASSWORD);
    Optional<String> clientId = reader.get(CLIENT_ID);
    Optional<String> clientSecret = reader.get(CLIENT_SECRET);
    Optional<String> realm = reader.get(REALM);
    if (username.isPresent() && reader.lacks(PASSWORD, password)) {
      reader.missing.add("the password of " + USERNAME + ": set " + PASSWORD + " or _FILE");
    }
    boolean noService =
        reader.lacks(CLIENT_ID, clientId) || reader.lacks(CLIENT_SECRET, clientSecret);
    if (reader.lacks(USERNAME, username) && noService) {
      reader.missing.add(
          "the admin account: set "
              + CLIENT_ID
              + " and "
              + CLIENT_SECRET
              + " (or _FILE) for a service account, or "
              + USERNAME
              + " and "
              + PASSWORD
              + " (or _FILE) for a person");
    }
    reader.throwIfMissing();
    URI uri = encrypted(server.orElseThrow(), environment);
    return new AdminAccess(
        uri,
        realm.orElse("master"),
        clientId.orElse("admin-cli"),
        clientSecret,
        username,
        password,
        transport.transport(uri, environment));
  }

  private URI encrypted(String text, Map<String, String> environment) {
    URI uri = uri(text);
    if ("https".equalsIgnoreCase(uri.getScheme())
        || Loopback.isHostOf(uri)
        || plainHttp
        || "true".equals(environment.get(PLAIN_HTTP))) {
      return uri;
    }
    throw new CommandException(
        ExitCode.USAGE,
        uri.getHost()
            + " is another machine, and over http everybody on the way reads secrets and tokens."
            + " Nothing was sent.\n  Fix: give the https address. In a network in which nobody reads"
            + " along, of containers for example: --allow-plain-http or "
            + PLAIN_HTTP
            + "=true.");
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    boolean plain =
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!web || !plain || uri.getHost() == null || uri.getPort() > 65535) {
      throw notAnAddress();
    }
    return uri;
  }

  /** Without the text itself: it could be a token, or hold a password. */
  private static CommandException notAnAddress() {
    return new CommandException(
        ExitCode.USAGE,
        "What is given by --server or "
            + URL
            + " is not the address of a server: write http:// or https://, the host and, if need be,"
            + " port and relative path, for example http://localhost:8080/auth; no user and"
            + " password, no query.");
  }

  /** Reads variables and collects what is wrong with them. */
  private static final class Reader {

    private final Variables variables;
    private final List<String> missing = new ArrayList<>();
    private final Set<String> unusable = new HashSet<>();

    Reader(Variables variables) {
      this.variables = variables;
    }

    Optional<String> get(String name) {
      try {
        return variables.get(name);
      } catch (Variables.UnusableException e) {
        missing.add(e.getMessage());
        unusable.add(name);
        return Optional.empty();
      }
    }

    /** Whether a variable is simply not there; what is there and unusable was reported as that. */
    boolean lacks(String name, Optional<String> value) {
      return value.isEmpty() && !unusable.contains(name);
    }

    void throwIfMissing() {
      if (!missing.isEmpty()) {
        throw new CommandException(
            ExitCode.USAGE, "Missing, nothing was sent:\n  " + String.join("\n  ", missing));
      }
    }
  }
}
