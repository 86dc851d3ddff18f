package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The admin REST API as somebody with the admin console uses it: for preparing what a test needs,
 * and for the changes by hand that plan has to find. A token for each request: they live for a
 * minute.
 */
public final class Admin {

  private final Http http = new Http();
  private final String url;
  private final String clientId;
  private final String secret;

  Admin(String url, String clientId, String secret) {
    this.url = url;
    this.clientId = clientId;
    this.secret = secret;
  }

  /** GET below {@code /admin/realms/}; fails when it is not there. */
  public JsonNode get(String path) {
    return expectSuccess("GET", path, send("GET", path, null)).json();
  }

  /** Writes below {@code /admin/realms/}; fails when the server refuses it. */
  public Http.Answer write(String method, String path, JsonNode body) {
    return expectSuccess(method, path, send(method, path, body));
  }

  /** Any request below {@code /admin/realms/}, whatever the answer. */
  public Http.Answer send(String method, String path, JsonNode body) {
    return request(method, "/admin/realms/" + path, body);
  }

  private Http.Answer request(String method, String path, JsonNode body) {
    Http.Answer token =
        new RealmClient(url + "/realms/master").clientCredentials(clientId, secret, "");
    return http.json(
        method,
        url + path,
        body,
        "Authorization",
        "Bearer " + token.json().path("access_token").asText());
  }

  /** The server's {@code /admin/serverinfo}. */
  public JsonNode serverInfo() {
    return expectSuccess("GET", "serverinfo", request("GET", "/admin/serverinfo", null)).json();
  }

  /** A client by its client id. */
  public ObjectNode client(String realm, String clientId) {
    return (ObjectNode) get(realm + "/clients?clientId=" + clientId).path(0);
  }

  /** A group by its name. */
  public JsonNode group(String realm, String name) {
    for (JsonNode group : get(realm + "/groups")) {
      if (group.path("name").asText().equals(name)) {
        return group;
      }
    }
    throw new AssertionError("no group " + name + " in " + realm);
  }

  /**
   * Makes a person who can sign in.
   *
   * @return the user's id
   */
  public String addUser(String realm, String username, String password) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("username", username)
        .put("enabled", true)
        .put("emailVerified", true)
        .put("email", username + "@example.test")
        .put("firstName", "Test")
        .put("lastName", "Person");
    user.putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
    String location = write("POST", realm + "/users", user).location();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static Http.Answer expectSuccess(String method, String path, Http.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new AssertionError(
          method + " " + path + " was refused: " + answer.status() + " " + answer.body());
    }
    return answer;
  }
}
