package io.fedrealm.provisioning.plan.prune;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.HashSet;
import java.util.Set;

/** What a part of a realm names: what it belongs to, and what it uses. */
final class References {

  private final Set<ResourceId> named = new HashSet<>();

  private References() {}

  /** The names in a part of a realm, whether or not the realm has what they name. */
  static Set<ResourceId> of(Resource resource) {
    References references = new References();
    references.belongings(resource.id(), resource.fields());
    references.uses(resource.id().kind(), resource.fields());
    return references.named;
  }

  private void belongings(ResourceId id, JsonNode fields) {
    switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE -> add(ResourceType.CLIENT, id.owner());
      case CLIENT_SCOPE_MAPPER -> add(ResourceType.CLIENT_SCOPE, id.owner());
      case IDENTITY_PROVIDER_MAPPER -> add(ResourceType.IDENTITY_PROVIDER, id.owner());
      case GROUP -> add(ResourceType.GROUP, id.name().substring(0, id.name().lastIndexOf('/')));
      case CLIENT_SCOPE_SCOPE_MAPPINGS -> add(ResourceType.CLIENT_SCOPE, id.name());
      case CLIENT_SCOPE_MAPPINGS, SERVICE_ACCOUNT_ROLES, AUTHORIZATION ->
          add(ResourceType.CLIENT, id.name());
      case FLOW_EXECUTIONS -> add(ResourceType.AUTHENTICATION_FLOW, id.name());
      case ORGANIZATION_MEMBERS -> add(ResourceType.ORGANIZATION, id.name());
      case ORGANIZATION_MEMBER_GROUPS -> {
        add(ResourceType.ORGANIZATION, id.owner());
        fields.path("groups").forEach(group -> organizationGroup(id.owner(), group.asText()));
      }
      case ORGANIZATION_GROUP -> {
        add(ResourceType.ORGANIZATION, id.owner());
        organizationGroup(id.owner(), id.name().substring(0, id.name().lastIndexOf('/')));
      }
      case ORGANIZATION_GROUP_ROLES -> organizationGroup(id.owner(), id.name());
      case USER_IDENTITIES ->
          fields
              .path("federatedIdentities")
              .fieldNames()
              .forEachRemaining(alias -> add(ResourceType.IDENTITY_PROVIDER, alias));
      case DEFAULT_GROUPS, SERVICE_ACCOUNT_GROUPS, USER_GROUPS ->
          addAll(ResourceType.GROUP, fields.path("groups"));
      default -> {}
    }
  }

  private void uses(ResourceType kind, JsonNode fields) {
    if (kind.isRoleSet()) {
      roles(fields);
    }
    switch (kind) {
      case FLOW_BINDINGS -> addAll(ResourceType.AUTHENTICATION_FLOW, fields);
      case FLOW_EXECUTIONS ->
          fields
              .path("executions")
              .fieldNames()
              .forEachRemaining(
                  step -> add(ResourceType.AUTHENTICATION_FLOW, FlowExecutions.subflowOf(step)));
      case IDENTITY_PROVIDER -> {
        add(ResourceType.AUTHENTICATION_FLOW, fields.path("firstBrokerLoginFlowAlias").asText());
        add(ResourceType.AUTHENTICATION_FLOW, fields.path("postBrokerLoginFlowAlias").asText());
      }
      case ORGANIZATION -> addAll(ResourceType.IDENTITY_PROVIDER, fields.path("identityProviders"));
      case CLIENT ->
          addAll(
              ResourceType.AUTHENTICATION_FLOW, fields.path("authenticationFlowBindingOverrides"));
      default -> {}
    }
    for (var field : fields.properties()) {
      if (field.getKey().endsWith("ClientScopes")) {
        addAll(ResourceType.CLIENT_SCOPE, field.getValue());
      }
    }
  }

  private void organizationGroup(String organization, String path) {
    if (!path.isEmpty()) {
      named.add(new ResourceId(ResourceType.ORGANIZATION_GROUP, organization, path));
    }
  }

  private void roles(JsonNode set) {
    addAll(ResourceType.REALM_ROLE, set.path("realmRoles"));
    for (var client : set.path("clientRoles").properties()) {
      add(ResourceType.CLIENT, client.getKey());
      client
          .getValue()
          .forEach(
              role ->
                  named.add(
                      new ResourceId(ResourceType.CLIENT_ROLE, client.getKey(), role.asText())));
    }
  }

  private void addAll(ResourceType kind, JsonNode names) {
    names.forEach(name -> add(kind, name.asText()));
  }

  private void add(ResourceType kind, String name) {
    if (!name.isEmpty()) {
      named.add(ResourceId.of(kind, name));
    }
  }
}
