package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One FLNet application: a realm, the web server in front of everything, and the backend that takes
 * the realm's tokens.
 *
 * @param kind what it is an application of
 * @param realm the realm's name
 * @param pagePort the port of the web server
 * @param backendPort the port of the backend
 */
public record FlnetApplication(Kind kind, String realm, int pagePort, int backendPort) {

  /** The password of everybody. */
  static final String PASSWORD = "canary-flnet-person-8d2f60b7c1e94a35";

  /** The template, the backend and the people of an application. */
  public enum Kind {
    SITE(
        "flnet-client",
        "local-learning-api",
        Map.of(
            "member", List.of("Data-Access-Manager"),
            "clumsy", List.of("Data-Admin"),
            "admin", List.of("Admin", "Data-Access-Manager", "Data-Admin"),
            "stranger", List.of())),
    /** A site whose access tokens live for seconds, and whose backend looks at their audience. */
    SHORT_LIVED_SITE(
        "flnet-client", "local-learning-api", Map.of("member", List.of("Data-Access-Manager"))),
    PLATFORM(
        "flnet-platform",
        "database-api",
        Map.of(
            "member", List.of("Data-Scientist"),
            "clumsy", List.of("Data-Scientist"),
            "admin", List.of("Admin"),
            "auditor", List.of("Auditor"),
            "stranger", List.of()));

    final String template;
    final String backend;

    /** The people by name, with their roles; the first one is the name of their group too. */
    final Map<String, List<String>> people;

    Kind(String template, String backend, Map<String, List<String>> people) {
      this.template = template;
      this.backend = backend;
      this.people = people;
    }
  }

  /** How long the tokens of {@link Kind#SHORT_LIVED_SITE} live. */
  private static final String SHORT_LIFE_SECONDS = "10";

  static FlnetApplication of(Kind kind, String realm) {
    return new FlnetApplication(kind, realm, FreePort.find(), FreePort.find());
  }

  /** The application's public address. */
  public String baseUrl() {
    return "http://127.0.0.1:" + pagePort;
  }

  /** The realm at its public address, which is the issuer of its tokens. */
  public RealmClient publicRealm() {
    return new RealmClient(baseUrl() + "/auth/realms/" + realm);
  }

  /** The client secret of the backend. */
  String secret() {
    return kind == Kind.PLATFORM
        ? FlnetRealms.DATABASE_API_SECRET
        : FlnetRealms.LOCAL_LEARNING_SECRET;
  }

  /** A person's access token, as the frontend gets it; fails when there is none. */
  public String tokenOf(String person) {
    Http.Answer answer =
        new SignIn(publicRealm(), "frontend", baseUrl() + "/").token(person, PASSWORD, "openid");
    return accessToken(answer);
  }

  /** The access token of the backend's own service account; fails when there is none. */
  public String serviceToken() {
    return accessToken(publicRealm().clientCredentials(kind.backend, secret(), ""));
  }

  /** What the backend answers to a token. */
  public Http.Answer ask(String path, String token) {
    return new Http().get(backendUrl() + path, "Authorization", "Bearer " + token);
  }

  /** What the backend answers to a request without a token. */
  public Http.Answer askWithoutToken(String path) {
    return new Http().get(backendUrl() + path);
  }

  /** The backend's address, which no browser sees. */
  String backendUrl() {
    return "http://127.0.0.1:" + backendPort;
  }

  /** Makes the realm from its template, at its public address, with its people in their groups. */
  void makeRealm(LocalKeycloak.Server server) {
    server.apply(kind.template, variables());
    Admin admin = server.admin();
    ObjectNode settings = (ObjectNode) admin.get(realm);
    settings.withObject("attributes").put("frontendUrl", baseUrl() + "/auth");
    admin.write("PUT", realm, settings);
    kind.people.forEach((person, roles) -> addPerson(admin, person, roles));
  }

  private void addPerson(Admin admin, String person, List<String> roles) {
    String user = admin.addUser(realm, person, PASSWORD);
    if (!roles.isEmpty()) {
      String group = admin.group(realm, roles.get(0)).path("id").asText();
      admin.write("PUT", realm + "/users/" + user + "/groups/" + group, null);
    }
  }

  /** The template's variables; on the platform with the names of FLNet's new images. */
  private Map<String, String> variables() {
    boolean platform = kind == Kind.PLATFORM;
    Map<String, String> variables =
        platform ? FlnetRealms.platform(realm) : FlnetRealms.client(realm);
    variables.put("FRONTEND_BASE_URL", baseUrl());
    if (platform) {
      variables.put("FLNET_PLATFORM_ADMIN_ROLE", "Admin");
      variables.put("FLNET_PLATFORM_AUDITOR_ROLE", "Auditor");
    }
    if (kind == Kind.SHORT_LIVED_SITE) {
      variables.put("FLNET_CLIENT_ACCESS_TOKEN_LIFESPAN", SHORT_LIFE_SECONDS);
    }
    return variables;
  }

  /** The settings that an installation of FLNet gives its backend in the environment. */
  Map<String, String> backendEnvironment(String keycloak) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_PROFILE", kind == Kind.PLATFORM ? "platform" : "site");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(backendPort));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak + "/realms/" + realm);
    environment.put("QUARKUS_OIDC_TOKEN_ISSUER", publicRealm().issuer());
    environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", secret());
    environment.put("QUARKUS_KEYCLOAK_ADMIN_CLIENT_SERVER_URL", keycloak);
    environment.put("QUARKUS_KEYCLOAK_ADMIN_CLIENT_REALM", realm);
    environment.put("QUARKUS_KEYCLOAK_ADMIN_CLIENT_CLIENT_SECRET", secret());
    if (kind == Kind.SHORT_LIVED_SITE) {
      // What realms/README.md recommends and FLNet does not set yet.
      environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", kind.backend);
    }
    return environment;
  }

  /** What the suites in other languages have to know. */
  ObjectNode describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", kind.name().toLowerCase().replace('_', ' '))
        .put("steps", kind == Kind.SHORT_LIVED_SITE ? "shortLived" : "complete")
        .put("baseUrl", baseUrl())
        .put("realm", realm)
        .put("service", backendUrl())
        .put("audience", kind.backend);
    ObjectNode people = json.putObject("people");
    kind.people.forEach(
        (person, roles) -> {
          ArrayNode names = people.putObject(person).put("username", person).putArray("roles");
          roles.forEach(names::add);
        });
    return json;
  }

  private static String accessToken(Http.Answer answer) {
    RealmClient.accessToken(answer);
    return answer.json().path("access_token").asText();
  }
}
