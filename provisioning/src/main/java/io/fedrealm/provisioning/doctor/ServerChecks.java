package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.ServerCapabilities;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at the server: what is installed there, and what it holds clients to. */
final class ServerChecks {

  private static final Set<String> MAPPERS =
      Set.of("fl-role-mapper", "fl-project-mapper", "fl-site-mapper", "fl-job-policy-mapper");
  private static final Set<String> EXECUTORS =
      Set.of("fl-token-policy", "fl-redirect-uris", "fl-password-grant", "fl-reserved-attributes");
  private static final List<String> THEME_TYPES = List.of("login", "account", "email");
  private static final String THEME = "fedrealm";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI address;
  private final ServerCapabilities server;

  /**
   * @param address the server's base URL
   * @param serverInfo the answer of {@code /admin/serverinfo}
   */
  ServerChecks(URI address, JsonNode serverInfo) {
    this.address = address;
    this.server = new ServerCapabilities(serverInfo);
  }

  /**
   * All of them.
   *
   * @param madeFor the version of Keycloak that this fedrealm is made for
   */
  List<Check> all(String madeFor) {
    List<Check> checks = new ArrayList<>();
    checks.add(encryption());
    checks.add(version(madeFor));
    checks.add(extension());
    checks.add(themes());
    checks.add(rotation());
    return checks;
  }

  private Check encryption() {
    if ("https".equalsIgnoreCase(address.getScheme())) {
      return Check.ok("TLS", "https, certificate trusted");
    }
    return LOOPBACK.contains(address.getHost())
        ? Check.ok("TLS", "plain http, on this machine only")
        : Check.failed("TLS", "plain http", "Secrets travel readable: give the https address.");
  }

  private Check version(String madeFor) {
    return server.version().equals(madeFor)
        ? Check.ok("version", "Keycloak " + madeFor)
        : Check.warning(
            "version",
            "Keycloak " + server.version() + ", tested is " + madeFor,
            "The extension uses internal interfaces: try it on a copy first.");
  }

  private Check extension() {
    Set<String> missing = new TreeSet<>(MAPPERS);
    missing.removeAll(server.protocolMappers("openid-connect"));
    Set<String> executors = new TreeSet<>(EXECUTORS);
    executors.removeAll(server.providers("client-policy-executor"));
    missing.addAll(executors);
    return missing.isEmpty()
        ? Check.ok("extension", "mappers and policy executors are there")
        : Check.failed(
            "extension",
            "missing: " + String.join(", ", missing),
            "Put fedrealm-spi-extensions.jar into providers and run kc.sh build.");
  }

  private Check themes() {
    List<String> missing =
        THEME_TYPES.stream().filter(type -> !server.themes(type).contains(THEME)).toList();
    return missing.isEmpty()
        ? Check.ok("themes", THEME + " for login, account, email")
        : Check.failed(
            "themes",
            THEME + " is missing for " + String.join(", ", missing),
            "Put fedrealm-themes.jar into providers and run kc.sh build.");
  }

  private Check rotation() {
    return server.providers("client-policy-executor").contains("secret-rotation")
        ? Check.ok("secret rotation", "client secrets can be rotated with an overlap")
        : Check.warning(
            "secret rotation",
            "client rotate-secret works with --no-overlap only",
            "Build with kc.sh build --features=client-secret-rotation.");
  }

  /** The client policies that hold for the whole server, whoever administers a realm. */
  static Check policies(AdminApi api, String realm) {
    List<String> enabled =
        api
            .get("realms", realm, "client-policies", "policies?include-global-policies=true")
            .stream()
            .flatMap(answer -> answer.path("globalPolicies").valueStream())
            .filter(policy -> policy.path("enabled").asBoolean())
            .map(policy -> policy.path("name").asText())
            .toList();
    return enabled.isEmpty()
        ? Check.warning(
            "server-wide policies",
            "none",
            "A realm's administrator can switch its rules off: see docs/token-policy.md.")
        : Check.ok("server-wide policies", String.join(", ", enabled));
  }
}
