package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.stream.Stream;

/** Deletes a resource, by its id: one of the same name that was made since stays. */
final class Deletion implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    target.delete(path(change.id(), target.live()));
  }

  private static String[] path(ResourceId id, LiveRealm live) {
    return switch (id.kind()) {
      case CLIENT -> new String[] {"clients", live.client(id.name())};
      case CLIENT_SCOPE -> new String[] {"client-scopes", live.clientScope(id.name())};
      case GROUP -> new String[] {"groups", live.group(id.name())};
      case REALM_ROLE, CLIENT_ROLE ->
          new String[] {"roles-by-id", live.roleId(id.owner(), id.name())};
      case AUTHENTICATION_FLOW -> new String[] {"authentication", "flows", live.id(id)};
      case REQUIRED_ACTION -> new String[] {"authentication", "required-actions", id.name()};
      case IDENTITY_PROVIDER -> provider(id.name());
      case IDENTITY_PROVIDER_MAPPER -> provider(id.owner(), "mappers", live.id(id));
      case COMPONENT, SUB_COMPONENT -> new String[] {"components", live.id(id)};
      case ORGANIZATION_GROUP -> OrganizationPath.group(id.owner(), id.name(), live);
      case ORGANIZATION -> new String[] {"organizations", live.id(id)};
      case CLIENT_MAPPER -> mapper("clients", live.client(id.owner()), live.id(id));
      case CLIENT_SCOPE_MAPPER ->
          mapper("client-scopes", live.clientScope(id.owner()), live.id(id));
      default -> throw new IllegalArgumentException(id.kind() + " is never deleted");
    };
  }

  private static String[] provider(String... path) {
    return Stream.concat(Stream.of("identity-provider", "instances"), Stream.of(path))
        .toArray(String[]::new);
  }

  private static String[] mapper(String holders, String holder, String mapper) {
    return new String[] {holders, holder, "protocol-mappers", "models", mapper};
  }
}
