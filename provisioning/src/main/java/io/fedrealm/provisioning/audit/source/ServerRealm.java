package io.fedrealm.provisioning.audit.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.rules.AuditRules;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.server.Pages;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.source.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a realm from a server, and only reads: a partial export, and beside it what the export
 * leaves out (secrets of clients, keys, policies of the whole server, people).
 */
public final class ServerRealm {

  private final KeycloakServer server;
  private final AdminApi api;
  private final String realm;
  private final boolean masksSecrets;

  private ServerRealm(KeycloakServer server, String realm, boolean masksSecrets) {
    this.server = server;
    this.api = server.api();
    this.realm = realm;
    this.masksSecrets = masksSecrets;
  }

  /**
   * Reads a realm.
   *
   * @param address the server's, for messages
   * @throws CommandException {@link ExitCode#USAGE} when the server has no such realm
   */
  public static AuditedRealm read(KeycloakServer server, String address, String realm) {
    ServerCapabilities capabilities = server.capabilities();
    boolean masksSecrets = !capabilities.isOlderThan("26.8");
    ObjectNode root = new ServerRealm(server, realm, masksSecrets).read();
    String label = address + "/admin/realms/" + realm;
    return new AuditedRealm(
        Origin.LIVE,
        Node.root(root),
        path -> new Position(label, 0, path),
        Optional.of(capabilities));
  }

  private ObjectNode read() {
    ObjectNode root =
        server
            .export(realm)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "The server has no realm \"" + realm + "\""));
    secrets(root);
    api.get("realms", realm, "keys").ifPresent(keys -> root.set("keys", keys.path("keys")));
    global(root, "clientPolicies", "policies", "globalPolicies");
    global(root, "clientProfiles", "profiles", "globalProfiles");
    new ServerPeople(server, realm, root).read();
    return root;
  }

  /** The export masks secrets; what the account may not see is left out, and not judged. */
  private void secrets(ObjectNode root) {
    Map<String, JsonNode> secrets = new HashMap<>();
    Pages.reduced(api, c -> c.retain("clientId", "secret"), "", "realms", realm, "clients")
        .orElse(List.of())
        .forEach(client -> secrets.put(client.path("clientId").asText(), client.path("secret")));
    if (areMasked(secrets.values())) {
      secrets.clear();
      root.withArrayProperty(AuditRules.UNREAD)
          .add("secrets of clients: the account may not see them (role manage-clients)");
    }
    for (JsonNode client : root.path("clients")) {
      ObjectNode fields = (ObjectNode) client;
      JsonNode secret = secrets.get(client.path("clientId").asText());
      if (secret == null || secret.isMissingNode()) {
        fields.remove("secret");
      } else {
        fields.set("secret", secret);
      }
    }
  }

  /**
   * Whether nothing but masks is shown, as from Keycloak 26.8 on to an account that may only view
   * clients. A mask among other secrets, or on an older server, is a secret that everybody knows.
   */
  private boolean areMasked(Collection<JsonNode> secrets) {
    List<String> shown =
        secrets.stream().filter(JsonNode::isTextual).map(JsonNode::textValue).toList();
    return masksSecrets && !shown.isEmpty() && shown.stream().allMatch(SecretFields.MASK::equals);
  }

  /** The policies that hold for the whole server; an older one does not know the question. */
  private void global(ObjectNode root, String field, String kind, String global) {
    api.get("realms", realm, "client-policies", kind + "?include-global-" + kind + "=true")
        .map(answer -> answer.path(global))
        .filter(ArrayNode.class::isInstance)
        .ifPresent(list -> root.withObjectProperty(field).set(global, list));
  }
}
