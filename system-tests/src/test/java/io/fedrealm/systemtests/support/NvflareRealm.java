package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * NVIDIA FLARE's realm under a name of its own.
 *
 * @param name the realm's name
 * @param admin the admin API
 * @param realm the realm as sites and people see it
 */
public record NvflareRealm(String name, Admin admin, RealmClient realm) {

  /** The job name pattern that site-1 denies. */
  public static final String DENIED = "secret-*";

  private static final String CONSOLE = "nvflare-console";

  /** Everybody's password. */
  public static final String PASSWORD = "canary-visitor-0c7e5a1f9b3d8642";

  /** Makes the realm from the template. */
  public static NvflareRealm in(LocalKeycloak.Server server, String name) {
    return in(server, name, Map.of("NVFLARE_SITE_1_DENY_JOBS", DENIED));
  }

  /** Makes the realm from the template, with these variables beside name and secrets. */
  public static NvflareRealm in(
      LocalKeycloak.Server server, String name, Map<String, String> chosen) {
    Map<String, String> variables = Template.of("nvflare").variables(name);
    variables.putAll(chosen);
    server.apply("nvflare", variables);
    return new NvflareRealm(name, server.admin(), server.realm(name));
  }

  /** Makes a person in groups, each given by its path. */
  public void person(String username, String... groups) {
    String user = admin.addUser(name, username, PASSWORD);
    for (String group : groups) {
      String id = admin.get(name + "/group-by-path" + group).path("id").asText();
      admin.write("PUT", name + "/users/" + user + "/groups/" + id, null);
    }
  }

  /** Makes a realm role and a group in another that gives it. */
  public void groupWithRole(String parent, String group, String role) {
    ObjectNode named = JsonNodeFactory.instance.objectNode().put("name", role);
    admin.write("POST", name + "/roles", named);
    String above = admin.get(name + "/group-by-path" + parent).path("id").asText();
    ObjectNode child = JsonNodeFactory.instance.objectNode().put("name", group);
    String location =
        admin.write("POST", name + "/groups/" + above + "/children", child).location();
    String id = location.substring(location.lastIndexOf('/') + 1);
    ArrayNode roles = JsonNodeFactory.instance.arrayNode().add(admin.get(name + "/roles/" + role));
    admin.write("POST", name + "/groups/" + id + "/role-mappings/realm", roles);
  }

  /** The answer to a site that wants the token with which it registers. */
  public Http.Answer registration(int site, String scope) {
    return realm.clientCredentials(siteClient(site), secret(site), scope);
  }

  /** The answer to the console after a person has signed in by the device flow. */
  public Http.Answer login(String username, String scope) {
    return console().tokenWithPkce(username, PASSWORD, scope);
  }

  /** The console as a tool that uses the device flow. */
  public DeviceLogin console() {
    return new DeviceLogin(realm, Map.of("client_id", CONSOLE));
  }

  /** The console as a tool that uses the browser. */
  public SignIn browser() {
    return new SignIn(realm, CONSOLE, "http://localhost:8096/callback");
  }

  /** The answer to step-ca's tool after a person has signed in with a browser. */
  public Http.Answer certificate(String username) {
    return new SignIn(realm, "nvflare-step-ca", "http://127.0.0.1:10000")
        .token(username, PASSWORD, "openid");
  }

  /** The answer to the console that wants a new token for the same site. */
  public Http.Answer refresh(Http.Answer answer) {
    return realm.token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            CONSOLE,
            "refresh_token",
            answer.json().path("refresh_token").asText()));
  }

  /** What a site is told when it asks about a token. */
  public JsonNode introspection(int site, String token) {
    return new Http()
        .post(
            realm.endpoint("token/introspect"),
            Map.of(
                "token", token,
                "client_id", siteClient(site),
                "client_secret", secret(site)))
        .json();
  }

  /**
   * The file that the NVIDIA FLARE suite reads: where Keycloak is, and where each secret is kept.
   *
   * @param tokenLife seconds that an access token of this realm lives
   */
  public Path setupFile(LocalKeycloak.Server server, String tokenLife, Path folder) {
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    setup.put("fedrealm", Cli.checkout().resolve("fedrealm").toString());
    setup.put("keycloak", server.url());
    setup.put("realm", name);
    setup.put("token_life", Integer.parseInt(tokenLife));
    ObjectNode sites = setup.putObject("site_secrets");
    for (int site = 1; site <= 2; site++) {
      Path file = write(folder.resolve("site-" + site + ".secret"), secret(site));
      sites.put("site-" + site, file.toString());
    }
    Map<String, String> access = server.adminEnvironment();
    setup.put("admin_client", access.get("FEDREALM_ADMIN_CLIENT_ID"));
    Path admin = write(folder.resolve("admin.secret"), access.get("FEDREALM_ADMIN_CLIENT_SECRET"));
    setup.put("admin_secret_file", admin.toString());
    setup.put("password_file", write(folder.resolve("password"), PASSWORD).toString());
    return write(folder.resolve("setup.json"), setup.toPrettyString());
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client id of a site, which is also its audience. */
  public static String siteClient(int site) {
    return "nvflare:demo:site-" + site;
  }

  private static String secret(int site) {
    return Template.secret("NVFLARE_SITE_" + site + "_SECRET");
  }
}
