package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.HandEdit.Edited;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import java.util.function.Consumer;

/**
 * A realm that is edited by hand.
 *
 * @param admin the admin API
 * @param name the realm's name
 */
record HandEditRealm(Admin admin, String name) {

  /** Changes settings of the realm; what is left out stays. */
  Edited settings(Consumer<ObjectNode> change) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    change.accept(body);
    return send("PUT", name, body);
  }

  /** Changes an attribute of the realm. */
  Edited attribute(String attribute, String value) {
    ObjectNode attributes = (ObjectNode) admin.get(name).path("attributes");
    attributes.put(attribute, value);
    return settings(body -> body.set("attributes", attributes));
  }

  /** Changes a client. */
  Edited client(String clientId, Consumer<ObjectNode> change) {
    ObjectNode client = admin.client(name, clientId);
    change.accept(client);
    return send("PUT", name + "/clients/" + client.path("id").asText(), client);
  }

  /** Makes a client. */
  Edited newClient(String clientId, Consumer<ObjectNode> change) {
    ObjectNode client = JsonNodeFactory.instance.objectNode().put("clientId", clientId);
    client.putObject("attributes");
    change.accept(client);
    Http.Answer answer = admin.send("POST", name + "/clients", client);
    String id = answer.location().substring(answer.location().lastIndexOf('/') + 1);
    return new Edited(answer, name + "/clients/" + id);
  }

  /** Gives a client another client scope. */
  Edited clientScope(String clientId, String list, String scope) {
    return send("PUT", clientPath(clientId) + "/" + list + "/" + scopeId(scope), null);
  }

  /** Changes an attribute of a client scope. */
  Edited scopeAttribute(String scope, String attribute, String value) {
    ObjectNode body = (ObjectNode) admin.get(scopePath(scope));
    body.withObject("/attributes").put(attribute, value);
    return send("PUT", scopePath(scope), body);
  }

  /** Deletes a protocol mapper of a client or client scope. */
  Edited withoutMapper(String holder, String mapperName) {
    String id = findMapper(holder, mapperName).path("id").asText();
    return send("DELETE", holder + "/protocol-mappers/models/" + id, null);
  }

  private ObjectNode findMapper(String holder, String mapperName) {
    return (ObjectNode)
        admin
            .get(holder + "/protocol-mappers/models")
            .valueStream()
            .filter(mapper -> mapper.path("name").asText().equals(mapperName))
            .findFirst()
            .orElseThrow();
  }

  /** Gives a role of Keycloak's administration to whom a path of role mappings belongs. */
  Edited administration(String holder, String role) {
    String management = admin.client(name, "realm-management").path("id").asText();
    JsonNode wanted = admin.get(name + "/clients/" + management + "/roles/" + role);
    String mapping = holder.endsWith("/scope-mappings") ? holder : holder + "/role-mappings";
    return send("POST", mapping + "/clients/" + management, list(wanted));
  }

  /** Puts a realm role into another one. */
  Edited composite(String role, String contained) {
    String path = name + "/roles/" + role + "/composites";
    return send("POST", path, list(admin.get(name + "/roles/" + contained)));
  }

  /** Changes the client profiles or client policies. */
  Edited policies(String list, Consumer<JsonNode> change) {
    JsonNode all = admin.get(name + "/client-policies/" + list);
    change.accept(all.path(list));
    return send("PUT", name + "/client-policies/" + list, all);
  }

  /** The path of a client. */
  String clientPath(String clientId) {
    return name + "/clients/" + admin.client(name, clientId).path("id").asText();
  }

  /** The path of a client scope. */
  String scopePath(String scope) {
    return name + "/client-scopes/" + scopeId(scope);
  }

  /** The path of a client's service account. */
  String accountPath(String clientId) {
    String path = clientPath(clientId) + "/service-account-user";
    return name + "/users/" + admin.get(path).path("id").asText();
  }

  /** The path of a group, given by its path in the realm. */
  String groupPath(String group) {
    return name + "/groups/" + admin.get(name + "/group-by-path" + group).path("id").asText();
  }

  private String scopeId(String scope) {
    return admin
        .get(name + "/client-scopes")
        .valueStream()
        .filter(candidate -> candidate.path("name").asText().equals(scope))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  Edited send(String method, String path, JsonNode body) {
    return new Edited(admin.send(method, path, body), path);
  }

  private static ArrayNode list(JsonNode entry) {
    return JsonNodeFactory.instance.arrayNode().add(entry);
  }
}
