package io.fedrealm.provisioning.doctor;

import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Loopback;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.server.ThemeParent;
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
      Set.of(
          "fl-token-policy",
          "fl-redirect-uris",
          "fl-password-grant",
          "fl-public-pkce",
          "fl-reserved-attributes");
  private static final Set<String> RULES = Set.of("fl-token-rules", "fl-policy-guard");
  private static final List<String> THEME_TYPES = List.of("login", "account", "email");
  private static final String THEME = "fedrealm";

  private final URI address;
  private final ServerCapabilities server;

  /**
   * @param address the server's base URL
   * @param server what is installed there
   */
  ServerChecks(URI address, ServerCapabilities server) {
    this.address = address;
    this.server = server;
  }

  /**
   * All of them.
   *
   * @param madeFor the version of Keycloak that this fedrealm is made for
   * @param oursNeeded whether extension and themes have to be there; otherwise each template tells
   *     whether it needs them, and a server without them is fit as well
   */
  List<Check> all(String madeFor, boolean oursNeeded) {
    List<Check> checks = new ArrayList<>();
    checks.add(encryption());
    checks.add(version(madeFor));
    checks.add(extension(oursNeeded));
    checks.add(themes(oursNeeded));
    checks.add(rotation());
    return checks;
  }

  private Check encryption() {
    if ("https".equalsIgnoreCase(address.getScheme())) {
      return Check.ok("TLS", "https, certificate trusted");
    }
    return Loopback.isHostOf(address)
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

  private Check extension(boolean needed) {
    Set<String> missing = new TreeSet<>(MAPPERS);
    missing.addAll(EXECUTORS);
    missing.addAll(RULES);
    int all = missing.size();
    missing.removeAll(server.protocolMappers("openid-connect"));
    missing.removeAll(server.providers("client-policy-executor"));
    missing.removeAll(server.providers("token-interceptor"));
    if (missing.isEmpty()) {
      return Check.ok("extension", "mappers, policy executors and token rules are there");
    }
    return missing.size() == all && !needed
        ? Check.ok(
            "extension",
            "not installed, and not needed unless a template below says so; with it, people and"
                + " clients are read in pages: a plan of 500 people takes 7 requests and not 141")
        : Check.failed(
            "extension",
            "missing: " + String.join(", ", missing),
            "Put fedrealm-spi-extensions.jar into providers and run kc.sh build, without"
                + " --spi-...-enabled=false.");
  }

  private Check themes(boolean needed) {
    List<String> missing =
        THEME_TYPES.stream().filter(type -> !server.themes(type).contains(THEME)).toList();
    if (missing.isEmpty()) {
      return Check.ok("themes", THEME + " for login, account, email");
    }
    if (missing.size() == THEME_TYPES.size() && !needed) {
      return Check.ok("themes", "not installed, and not needed unless a template below says so");
    }
    String remedy =
        missing.contains("login") && ThemeParent.isMissing(server, "login", THEME)
            ? ThemeParent.message(THEME)
            : "Put fedrealm-themes.jar into providers and run kc.sh build.";
    return Check.failed("themes", THEME + " is missing for " + String.join(", ", missing), remedy);
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
