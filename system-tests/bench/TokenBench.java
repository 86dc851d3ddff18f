import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens per second: FEDn's token service against Keycloak's token endpoint, and client credentials
 * with our mappers against the same client with the same scopes without any mapper of ours.
 */
final class TokenBench {

  private static final String REALM = "fedn";
  private static final String PROJECT = "project:demo";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server;
  private final String secret = RealmFile.secret();

  private TokenBench(Server server) {
    this.server = server;
  }

  /** See {@code tokens}. */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    Map<String, String> environment = Map.of("FEDN_TOKEN_SERVICE", "true");
    String noLimit = "spi-realm-restapi-extension--fedn--max-requests-per-minute=100000000";
    try (Server server = Server.of(checkout, REALM, environment, noLimit)) {
      new TokenBench(server).run();
    }
  }

  private void run() throws Exception {
    String withMappers = "\"basic\",\"service_account\",\"fedn\",\"project:demo\"";
    copyWithoutMappers("fedn", "bench-fedn");
    copyWithoutMappers(PROJECT, "bench-project");
    client("bench-refresh", withMappers, true, "demo:client", "offline_access");
    client("bench-mappers", withMappers, false, "demo:client");
    client(
        "bench-none",
        "\"basic\",\"service_account\",\"bench-fedn\",\"bench-project\"",
        false,
        "demo:client");
    System.out.println("refresh, FEDn's token service / token endpoint: " + refreshes());
    System.out.println(
        "client credentials, with mappers / without: "
            + Throughput.of(() -> token("bench-mappers"), () -> token("bench-none")));
  }

  private Throughput refreshes() throws Exception {
    String offline =
        Server.first("refresh_token", form("grant_type=client_credentials&scope=offline_access&" + as("bench-refresh")));
    String refresh = "grant_type=refresh_token&refresh_token=" + offline + "&" + as("bench-refresh");
    String json = "{\"refresh\":\"" + offline + "\"}";
    return Throughput.of(
        () -> post("/fedn/api/token/refresh/", "application/json", json), () -> form(refresh));
  }

  private String token(String client) throws IOException, InterruptedException {
    return form("grant_type=client_credentials&" + as(client));
  }

  private String as(String client) {
    return "client_id=" + client + "&client_secret=" + secret;
  }

  private String form(String form) throws IOException, InterruptedException {
    return post(
        "/protocol/openid-connect/token", "application/x-www-form-urlencoded", form);
  }

  private String post(String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/realms/" + REALM + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** A scope with the attributes and the roles of another and no mapper. */
  private void copyWithoutMappers(String from, String to) throws IOException, InterruptedException {
    String scopes = admin("GET", "/client-scopes", "");
    if (scopes.contains("\"name\":\"" + to + "\"")) {
      admin("DELETE", "/client-scopes/" + id(scopes, to), "");
    }
    // What a token must hold (fl.required.claims) is a promise that only mappers can keep.
    admin(
        "POST",
        "/client-scopes",
        """
        {"name": "%s", "protocol": "openid-connect",
         "attributes": {"include.in.token.scope": "%s"}}
        """
            .formatted(to, from.equals(PROJECT)));
    String roles = admin("GET", mappings(id(scopes, from)), "");
    admin("POST", mappings(id(admin("GET", "/client-scopes", ""), to)), roles);
  }

  private static String mappings(String scope) {
    return "/client-scopes/" + scope + "/scope-mappings/realm";
  }

  /** The id of a scope; Keycloak writes it right before the name. */
  private static String id(String scopes, String name) {
    Matcher id =
        Pattern.compile("\"id\":\"([^\"]+)\",\"name\":\"" + Pattern.quote(name) + "\"")
            .matcher(scopes);
    if (!id.find()) {
      throw new IllegalStateException("no scope " + name);
    }
    return id.group(1);
  }

  private void client(String id, String scopes, boolean refreshes, String... roles)
      throws IOException, InterruptedException {
    String found = admin("GET", "/clients?clientId=" + id, "");
    if (found.contains("\"id\"")) {
      admin("DELETE", "/clients/" + Server.first("id", found), "");
    }
    admin(
        "POST",
        "/clients",
        """
        {"clientId": "%s", "secret": "%s", "publicClient": false, "serviceAccountsEnabled": true,
         "standardFlowEnabled": false, "directAccessGrantsEnabled": false,
         "fullScopeAllowed": false, "redirectUris": [], "webOrigins": [],
         "defaultClientScopes": [%s], "optionalClientScopes": ["offline_access"],
         "attributes": {"access.token.signed.response.alg": "RS256",
           "id.token.signed.response.alg": "RS256", "fl.fedn.project": "bench",
           "client_credentials.use_refresh_token": "%s"}}
        """
            .formatted(id, secret, scopes, refreshes));
    String client = Server.first("id", admin("GET", "/clients?clientId=" + id, ""));
    String user =
        Server.first("id", admin("GET", "/clients/" + client + "/service-account-user", ""));
    StringBuilder list = new StringBuilder();
    for (String role : roles) {
      list.append(list.isEmpty() ? "" : ",").append(admin("GET", "/roles/" + role, ""));
    }
    admin("POST", "/users/" + user + "/role-mappings/realm", "[" + list + "]");
  }

  private String admin(String method, String path, String body)
      throws IOException, InterruptedException {
    return server.admin(method, REALM + path, body);
  }
}
