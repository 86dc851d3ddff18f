package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Group;
import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a realm has: what its representation states, and what Keycloak puts into every realm. A part
 * that the representation leaves out altogether (a partial export without roles) could hold
 * anything, so that nothing of it counts as missing.
 */
public final class Known {

  private final AuditedRealm realm;
  private final Set<String> clients;
  private final Set<String> groups;
  private final Set<String> roles;

  public Known(AuditedRealm realm) {
    this.realm = realm;
    this.clients = realm.clients().map(Client::id).collect(Collectors.toSet());
    this.groups = realm.groups().map(Group::path).collect(Collectors.toSet());
    this.roles = realm.roles().map(r -> r.client() + "\n" + r.name()).collect(Collectors.toSet());
  }

  public boolean client(String id) {
    return !realm.get("clients").isPresent() || clients.contains(id) || BuiltIns.hasClient(id);
  }

  public boolean scope(String name) {
    return !realm.get("clientScopes").isPresent()
        || realm.scope(name).isPresent()
        || BuiltIns.hasClientScope(name);
  }

  public boolean group(String path) {
    return !realm.get("groups").isPresent() || groups.contains(path);
  }

  public boolean role(String client, String name) {
    return !realm.get("roles").get(client.isEmpty() ? "realm" : "client").isPresent()
        || roles.contains(client + "\n" + name)
        || realm.isBuiltInRole(client, name);
  }
}
