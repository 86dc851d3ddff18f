package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import java.util.List;

/**
 * Makes and changes clients, without mappers and roles. Their client scopes are part of the
 * representation when a client is made, and have requests of their own afterwards: an update
 * ignores them (RepresentationToModel.updateClient).
 */
final class ClientWriter implements ResourceWriter {

  private static final List<ScopeList> SCOPES =
      List.of(
          new ScopeList("defaultClientScopes", "default-client-scopes"),
          new ScopeList("optionalClientScopes", "optional-client-scopes"));

  private static final String SERVICE_ACCOUNT = "serviceAccountsEnabled";

  @Override
  public void write(Change change, Target target) {
    if (change.action() == Action.CREATE) {
      ObjectNode client = Ownership.marked(change.desired());
      withoutDefaultsOfProtocol(client);
      flowIds(client, target);
      target.live().made(change.id(), target.send("POST", client, "clients"));
      return;
    }
    String id = target.live().client(change.id().name());
    if (change.fields().stream().anyMatch(field -> !isScopeList(field.topField()))) {
      ObjectNode client = Merge.whole(change);
      if (!change.touches("secret")) {
        client.remove("secret");
      }
      if (!change.touches(SERVICE_ACCOUNT)) {
        client.remove(SERVICE_ACCOUNT); // Sent again, it gives the client a scope anew.
      }
      Merge.dropMasks(client);
      flowIds(client, target);
      target.send("PUT", client, "clients", id);
    }
    ScopeList.write(SCOPES, change, target, "clients", id);
  }

  /**
   * To a new client that names its protocol, Keycloak gives more than its own import gives to the
   * same client (OIDCLoginProtocolFactory.setupClientDefaults): password grant on, no secret, all
   * paths below its root URL as redirect URIs. OpenID Connect need not be named.
   */
  private static void withoutDefaultsOfProtocol(ObjectNode client) {
    if (client.path("protocol").asText().equals("openid-connect")) {
      client.remove("protocol");
    }
  }

  /** A client names its flows by id. */
  private static void flowIds(ObjectNode client, Target target) {
    client
        .path("authenticationFlowBindingOverrides")
        .properties()
        .forEach(
            override -> {
              String alias = override.getValue().asText();
              String id = alias.isEmpty() ? "" : target.live().flow(alias); // Empty: none any more.
              override.setValue(JsonNodeFactory.instance.textNode(id));
            });
  }

  private static boolean isScopeList(String field) {
    return SCOPES.stream().anyMatch(list -> list.field().equals(field));
  }
}
