package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.realm.ComponentParts;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the parts of a live realm are deleted together with. */
public final class ParentResolver {

  private final RealmState actual;

  /** The flow that a subflow is a step of. */
  private final Map<ResourceId, ResourceId> flows = new HashMap<>();

  public ParentResolver(RealmState actual) {
    this.actual = actual;
    for (Resource resource : actual.all()) {
      if (resource.id().kind() == ResourceType.FLOW_EXECUTIONS) {
        ResourceId flow = ResourceId.of(ResourceType.AUTHENTICATION_FLOW, resource.id().name());
        resource
            .fields()
            .path("executions")
            .fieldNames()
            .forEachRemaining(
                step ->
                    flows.put(
                        ResourceId.of(
                            ResourceType.AUTHENTICATION_FLOW, FlowExecutions.subflowOf(step)),
                        flow));
      }
    }
  }

  /** The resource with which Keycloak deletes this one; for a group, the one that it is in. */
  public Optional<ResourceId> of(ResourceId id) {
    return switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE ->
          Optional.of(ResourceId.of(ResourceType.CLIENT, id.owner()));
      case CLIENT_SCOPE_MAPPER -> Optional.of(ResourceId.of(ResourceType.CLIENT_SCOPE, id.owner()));
      case IDENTITY_PROVIDER_MAPPER ->
          Optional.of(ResourceId.of(ResourceType.IDENTITY_PROVIDER, id.owner()));
      case AUTHENTICATION_FLOW -> Optional.ofNullable(flows.get(id));
      case SUB_COMPONENT -> ComponentParts.parent(id, actual);
      case GROUP, ORGANIZATION_GROUP -> {
        String parent = id.name().substring(0, id.name().lastIndexOf('/'));
        yield parent.isEmpty()
            ? Optional.of(id.owner())
                .filter(owner -> !owner.isEmpty())
                .map(owner -> ResourceId.of(ResourceType.ORGANIZATION, owner))
            : Optional.of(new ResourceId(id.kind(), id.owner(), parent));
      }
      default -> Optional.empty();
    };
  }
}
