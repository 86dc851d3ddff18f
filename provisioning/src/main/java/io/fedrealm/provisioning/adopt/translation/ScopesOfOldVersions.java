package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Client scopes that Keycloak took out of its own code later: {@code acr} (18) and {@code basic}
 * (25), without which tokens of people have no {@code sub}. Its own import gives them to all
 * clients of an older file (MigrateTo18_0_0, MigrateTo25_0_0).
 */
final class ScopesOfOldVersions implements Translation {

  private static final String REALMS = "defaultDefaultClientScopes";
  private static final String CLIENTS = "defaultClientScopes";

  @Override
  public void apply(ForeignRealm realm) {
    add("acr", 18, realm);
    add("basic", 25, realm);
  }

  private static void add(String scope, int since, ForeignRealm realm) {
    JsonNode scopes = realm.root().path("clientScopes");
    boolean known = ForeignRealm.names(scopes, "name").contains(scope);
    boolean lacks =
        !known && ForeignRealm.names(scopes, "name").contains("profile") && !realm.hasVersion();
    if (!realm.isBefore(since) && !lacks) {
      return;
    }
    String reason =
        "with the client scope %s, which says since Keycloak %d what older ones put into every token";
    if (put(realm.root(), REALMS, "defaultOptionalClientScopes", scope)) {
      realm.translated(realm.root(), REALMS, reason.formatted(scope, since));
    }
    for (ObjectNode client : realm.objects("clients")) {
      boolean oidc = client.path("protocol").asText("openid-connect").equals("openid-connect");
      if (oidc && put(client, CLIENTS, "optionalClientScopes", scope)) {
        realm.translated(client, CLIENTS, reason.formatted(scope, since));
      }
    }
  }

  private static boolean put(ObjectNode holder, String list, String other, String scope) {
    boolean there =
        ForeignRealm.texts(holder.path(list)).contains(scope)
            || ForeignRealm.texts(holder.path(other)).contains(scope);
    if (there || !(holder.path(list) instanceof ArrayNode scopes)) {
      return false;
    }
    scopes.add(scope);
    return true;
  }
}
