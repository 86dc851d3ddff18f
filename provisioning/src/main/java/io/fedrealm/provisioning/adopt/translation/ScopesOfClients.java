package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NewRealm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which client scopes a client has. A client takes none of another protocol; and for a file that
 * brings client scopes Keycloak's import makes no others, so that what it names nowhere as a
 * default is none.
 */
final class ScopesOfClients implements Translation {

  private static final String OIDC = "openid-connect";
  private static final String DEFAULTS = "defaultClientScopes";
  private static final String OPTIONAL = "optionalClientScopes";
  private static final String REALM_DEFAULTS = "defaultDefaultClientScopes";
  private static final String REALM_OPTIONAL = "defaultOptionalClientScopes";

  @Override
  public void apply(ForeignRealm realm) {
    ObjectNode root = realm.root();
    Map<String, String> protocols = protocols(root);
    boolean brings = !root.path("clientScopes").isEmpty();
    if (brings) {
      defaults(root);
      usual(realm);
    }
    for (ObjectNode client : realm.objects("clients")) {
      String protocol = client.path("protocol").asText(OIDC);
      if (brings && !client.has(DEFAULTS) && !client.has(OPTIONAL)) {
        ForeignRealm.set(client, DEFAULTS, ForeignRealm.texts(root.path(REALM_DEFAULTS)));
        ForeignRealm.set(client, OPTIONAL, ForeignRealm.texts(root.path(REALM_OPTIONAL)));
        filter(client, DEFAULTS, protocol, protocols);
        filter(client, OPTIONAL, protocol, protocols);
      } else {
        told(client, DEFAULTS, protocol, protocols, realm);
        told(client, OPTIONAL, protocol, protocols, realm);
      }
      withoutDuplicates(client);
    }
  }

  /** Keycloak's import makes none beside the file's; a realm of a template has them. */
  private static void usual(ForeignRealm realm) {
    List<String> usual = new ArrayList<>();
    NewRealm.untouched("r").path("clientScopes").forEach(s -> usual.add(s.path("name").asText()));
    JsonNode scopes = realm.root().path("clientScopes");
    usual.removeAll(ForeignRealm.names(scopes, "name"));
    usual.removeAll(ForeignRealm.texts(realm.root().path(REALM_DEFAULTS))); // Said already.
    usual.remove(NewRealm.PROTOTYPE);
    if (!usual.isEmpty()) {
      realm.notKept(
          scopes,
          "",
          "the client scopes of Keycloak's own that the file does not have are there, too: "
              + String.join(", ", usual));
    }
  }

  private static void defaults(ObjectNode root) {
    if (!root.has(REALM_DEFAULTS)) {
      root.putArray(REALM_DEFAULTS);
    }
    if (!root.has(REALM_OPTIONAL)) {
      root.putArray(REALM_OPTIONAL);
    }
  }

  private static Map<String, String> protocols(ObjectNode root) {
    Map<String, String> protocols = new HashMap<>();
    for (JsonNode scopes :
        List.of(NewRealm.untouched("r").path("clientScopes"), root.path("clientScopes"))) {
      scopes.forEach(
          scope -> protocols.put(scope.path("name").asText(), scope.path("protocol").asText(OIDC)));
    }
    return protocols;
  }

  private static List<String> filter(
      ObjectNode client, String list, String protocol, Map<String, String> protocols) {
    List<String> kept = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (String scope : ForeignRealm.texts(client.path(list))) {
      (protocols.getOrDefault(scope, protocol).equals(protocol) ? kept : dropped).add(scope);
    }
    ForeignRealm.set(client, list, kept);
    return dropped;
  }

  private static void told(
      ObjectNode client,
      String list,
      String protocol,
      Map<String, String> protocols,
      ForeignRealm realm) {
    if (client.has(list)) {
      List<String> dropped = filter(client, list, protocol, protocols);
      if (!dropped.isEmpty()) {
        realm.leftOut(
            client, list, String.join(", ", dropped) + ": of another protocol than the client");
      }
    }
  }

  /** In both lists, it is a default. */
  private static void withoutDuplicates(ObjectNode client) {
    if (client.has(OPTIONAL)) {
      List<String> optional = ForeignRealm.texts(client.path(OPTIONAL));
      if (optional.removeAll(ForeignRealm.texts(client.path(DEFAULTS)))) {
        ForeignRealm.set(client, OPTIONAL, optional);
      }
    }
  }
}
