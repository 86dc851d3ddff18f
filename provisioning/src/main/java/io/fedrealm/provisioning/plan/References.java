package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.state.FlowExecutions;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
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
      case CLIENT_MAPPER, CLIENT_ROLE -> add(Kind.CLIENT, id.owner());
      case CLIENT_SCOPE_MAPPER -> add(Kind.CLIENT_SCOPE, id.owner());
      case IDENTITY_PROVIDER_MAPPER -> add(Kind.IDENTITY_PROVIDER, id.owner());
      case GROUP -> add(Kind.GROUP, id.name().substring(0, id.name().lastIndexOf('/')));
      case CLIENT_SCOPE_ROLES -> add(Kind.CLIENT_SCOPE, id.name());
      case CLIENT_ROLES_SCOPE, SERVICE_ACCOUNT_ROLES, AUTHORIZATION -> add(Kind.CLIENT, id.name());
      case FLOW_EXECUTIONS -> add(Kind.AUTHENTICATION_FLOW, id.name());
      case ORGANIZATION_MEMBERS -> add(Kind.ORGANIZATION, id.name());
      case ORGANIZATION_MEMBER_GROUPS -> {
        add(Kind.ORGANIZATION, id.owner());
        fields.path("groups").forEach(group -> organizationGroup(id.owner(), group.asText()));
      }
      case ORGANIZATION_GROUP -> {
        add(Kind.ORGANIZATION, id.owner());
        organizationGroup(id.owner(), id.name().substring(0, id.name().lastIndexOf('/')));
      }
      case ORGANIZATION_GROUP_ROLES -> organizationGroup(id.owner(), id.name());
      case USER_IDENTITIES ->
          fields
              .path("federatedIdentities")
              .fieldNames()
              .forEachRemaining(alias -> add(Kind.IDENTITY_PROVIDER, alias));
      case DEFAULT_GROUPS, SERVICE_ACCOUNT_GROUPS, USER_GROUPS ->
          addAll(Kind.GROUP, fields.path("groups"));
      default -> {}
    }
  }

  private void uses(Kind kind, JsonNode fields) {
    if (kind.isRoleSet()) {
      roles(fields);
    }
    switch (kind) {
      case FLOW_BINDINGS -> addAll(Kind.AUTHENTICATION_FLOW, fields);
      case FLOW_EXECUTIONS ->
          fields
              .path("executions")
              .fieldNames()
              .forEachRemaining(
                  step -> add(Kind.AUTHENTICATION_FLOW, FlowExecutions.subflowOf(step)));
      case IDENTITY_PROVIDER -> {
        add(Kind.AUTHENTICATION_FLOW, fields.path("firstBrokerLoginFlowAlias").asText());
        add(Kind.AUTHENTICATION_FLOW, fields.path("postBrokerLoginFlowAlias").asText());
      }
      case ORGANIZATION -> addAll(Kind.IDENTITY_PROVIDER, fields.path("identityProviders"));
      case CLIENT ->
          addAll(Kind.AUTHENTICATION_FLOW, fields.path("authenticationFlowBindingOverrides"));
      default -> {}
    }
    for (var field : fields.properties()) {
      if (field.getKey().endsWith("ClientScopes")) {
        addAll(Kind.CLIENT_SCOPE, field.getValue());
      }
    }
  }

  private void organizationGroup(String organization, String path) {
    if (!path.isEmpty()) {
      named.add(new ResourceId(Kind.ORGANIZATION_GROUP, organization, path));
    }
  }

  private void roles(JsonNode set) {
    addAll(Kind.REALM_ROLE, set.path("realmRoles"));
    for (var client : set.path("clientRoles").properties()) {
      add(Kind.CLIENT, client.getKey());
      client
          .getValue()
          .forEach(
              role -> named.add(new ResourceId(Kind.CLIENT_ROLE, client.getKey(), role.asText())));
    }
  }

  private void addAll(Kind kind, JsonNode names) {
    names.forEach(name -> add(kind, name.asText()));
  }

  private void add(Kind kind, String name) {
    if (!name.isEmpty()) {
      named.add(ResourceId.of(kind, name));
    }
  }
}
