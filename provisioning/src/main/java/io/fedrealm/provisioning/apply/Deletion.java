package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.state.ResourceId;

/** Deletes a resource, by its id: one of the same name that was made since stays. */
final class Deletion implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    try {
      target.send("DELETE", null, path(change.id(), target.live()));
    } catch (AdminApi.RefusedException e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  private static String[] path(ResourceId id, LiveRealm live) {
    return switch (id.kind()) {
      case CLIENT -> new String[] {"clients", live.client(id.name())};
      case CLIENT_SCOPE -> new String[] {"client-scopes", live.clientScope(id.name())};
      case GROUP -> new String[] {"groups", live.group(id.name())};
      case REALM_ROLE, CLIENT_ROLE ->
          new String[] {"roles-by-id", live.roleId(id.owner(), id.name())};
      case CLIENT_MAPPER -> mapper("clients", live.client(id.owner()), live.id(id));
      case CLIENT_SCOPE_MAPPER ->
          mapper("client-scopes", live.clientScope(id.owner()), live.id(id));
      default -> throw new IllegalArgumentException(id.kind() + " is never deleted");
    };
  }

  private static String[] mapper(String holders, String holder, String mapper) {
    return new String[] {holders, holder, "protocol-mappers", "models", mapper};
  }
}
