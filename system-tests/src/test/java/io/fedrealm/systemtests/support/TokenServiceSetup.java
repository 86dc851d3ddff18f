package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * A FEDn realm whose token service is switched on, with somebody who administers the project and
 * somebody who may create projects.
 */
public final class TokenServiceSetup {

  /** The password of everybody in it. */
  public static final String PASSWORD = "canary-fedn-person-7d20b9c4e1f83a56";

  /** A member of {@code demo:admin}. */
  public static final String ADMINISTRATOR = "astrid";

  /** A member of {@code project-creator}. */
  public static final String CREATOR = "carl";

  private final LocalKeycloak.Server server;
  private final String realm;

  private TokenServiceSetup(LocalKeycloak.Server server, String realm) {
    this.server = server;
    this.realm = realm;
  }

  /**
   * Applies the template and adds the people.
   *
   * @param realm its name
   */
  public static TokenServiceSetup apply(LocalKeycloak.Server server, String realm) {
    Map<String, String> variables = FednRealm.variables(realm);
    variables.put("FEDN_TOKEN_SERVICE", "true");
    variables.put("FEDN_PASSWORD_LOGIN", "true");
    server.apply("fedn", variables);
    TokenServiceSetup setup = new TokenServiceSetup(server, realm);
    setup.addPerson(ADMINISTRATOR, "demo:admin");
    setup.addPerson(CREATOR, "project-creator");
    return setup;
  }

  /**
   * Adds a person.
   *
   * @param groups to join
   * @return the user's id
   */
  public String addPerson(String username, String... groups) {
    Admin admin = server.admin();
    String user = admin.addUser(realm, username, PASSWORD);
    for (String group : groups) {
      String id = admin.group(realm, group).path("id").asText();
      admin.write("PUT", realm + "/users/" + user + "/groups/" + id, null);
    }
    return user;
  }

  /** The address that FEDn's command line is given as its host. */
  public String base() {
    return server.realm(realm).issuer() + "/fedn";
  }

  void describe(ObjectNode json, Path folder) {
    json.put("base", base());
    String password = FednRealm.write(folder.resolve("person.password"), PASSWORD).toString();
    ObjectNode people = json.putObject("people");
    people.putObject("administrator").put("username", ADMINISTRATOR).put("passwordFile", password);
    people.putObject("creator").put("username", CREATOR).put("passwordFile", password);
    Map<String, String> admin = server.adminEnvironment();
    Path secret =
        FednRealm.write(
            folder.resolve("administration.secret"), admin.get("FEDREALM_ADMIN_CLIENT_SECRET"));
    json.putObject("administration")
        .put("realm", server.url() + "/admin/realms/" + realm)
        .put("tokenEndpoint", server.realm("master").endpoint("token"))
        .put("clientId", admin.get("FEDREALM_ADMIN_CLIENT_ID"))
        .put("secretFile", secret.toString());
  }
}
