package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.util.function.Consumer;

/** A realm without client policies of its own: what is refused here, the whole server refuses. */
final class PolicyRealm {

  static final String SECRET = "canary-token-policy-7e19c4d2b8a05f63";
  static final String REDIRECT = "https://app.example.org/callback";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  final String name;
  final Admin admin;
  final RealmClient realm;

  /** Makes an empty realm. */
  PolicyRealm(LocalKeycloak.Server server, String name) {
    this.name = name;
    this.admin = server.admin();
    this.realm = server.realm(name);
    admin.write("POST", "", JSON.objectNode().put("realm", name).put("enabled", true));
  }

  /** A confidential client that breaks no rule. */
  static ObjectNode client(String clientId) {
    ObjectNode client = JSON.objectNode();
    client
        .put("clientId", clientId)
        .put("protocol", "openid-connect")
        .put("publicClient", false)
        .put("secret", SECRET)
        .put("serviceAccountsEnabled", true)
        .put("standardFlowEnabled", true)
        .put("directAccessGrantsEnabled", false);
    client.putArray("redirectUris").add(REDIRECT);
    client.putObject("attributes");
    return client;
  }

  /** A change that sets an attribute of a client. */
  static Consumer<ObjectNode> attribute(String name, String value) {
    return client -> ((ObjectNode) client.path("attributes")).put(name, value);
  }

  /** A change that switches the password grant on. */
  static void passwordGrant(ObjectNode client) {
    client.put("publicClient", true).put("directAccessGrantsEnabled", true);
  }

  /** Checks that a request was refused with a reason. */
  static void assertRefused(Http.Answer answer, String error, String reason) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
    assertThat(answer.json().path("error_description").asText()).contains(reason);
  }

  /** The answer to an administrator who makes a client. */
  Http.Answer create(String clientId, Consumer<ObjectNode> change) {
    ObjectNode client = client(clientId);
    change.accept(client);
    return admin.send("POST", name + "/clients", client);
  }

  /** Brings a client in by an import, for which Keycloak runs no client policies. */
  void smuggle(String clientId, Consumer<ObjectNode> change) {
    ObjectNode client = client(clientId);
    change.accept(client);
    ObjectNode body = JSON.objectNode().put("ifResourceExists", "FAIL");
    body.putArray("clients").add(client);
    serviceAccount(body, clientId);
    admin.write("POST", name + "/partialImport", body);
  }

  /** The service account of a client, which an import does not make by itself. */
  static void serviceAccount(ObjectNode body, String clientId) {
    body.withArray("users")
        .addObject()
        .put("username", "service-account-" + clientId)
        .put("enabled", true)
        .put("serviceAccountClientId", clientId);
  }

  /** The answer to a service that asks for a token. */
  Http.Answer service(String clientId) {
    return realm.clientCredentials(clientId, SECRET, "");
  }

  /** Changes settings of the realm. */
  void set(String setting, JsonNode value) {
    admin.write("PUT", name, JSON.objectNode().set(setting, value));
  }

  /** The realm as stored. */
  JsonNode stored() {
    return admin.get(name);
  }
}
