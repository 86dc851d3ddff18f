package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.BuiltIns;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What flows, bindings, identity providers, their mappers, organizations, their members and groups,
 * sets of groups and links of people refer to.
 *
 * @param known whether the template or the server has a resource
 * @param newRealm whether the realm does not exist yet, so that it gets Keycloak's own flows
 * @param unknown is told what is missing: what it is, and its name
 */
record PartReferences(
    Predicate<ResourceId> known, boolean newRealm, BiConsumer<String, String> unknown) {

  /** The client that tokens are for, and the one whose roles are put into them. */
  private static final List<String> CLIENT_SETTINGS =
      List.of("included.client.audience", "usermodel.clientRoleMapping.clientId");

  void check(Resource resource) {
    JsonNode fields = resource.fields();
    switch (resource.id().kind()) {
      case FLOW_BINDINGS -> fields.forEach(alias -> flow(alias.asText()));
      case FLOW_EXECUTIONS ->
          fields
              .path("executions")
              .fieldNames()
              .forEachRemaining(step -> flow(FlowExecutions.subflowOf(step)));
      case IDENTITY_PROVIDER -> {
        flow(fields.path("firstBrokerLoginFlowAlias").asText());
        flow(fields.path("postBrokerLoginFlowAlias").asText());
      }
      case IDENTITY_PROVIDER_MAPPER -> {
        require(ResourceType.IDENTITY_PROVIDER, List.of(resource.id().owner()));
        role(fields.at("/config/role").asText());
        group(fields.at("/config/group").asText());
      }
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER -> {
        role(fields.at("/config/role").asText());
        CLIENT_SETTINGS.forEach(setting -> client(fields.path("config").path(setting).asText()));
      }
      case AUTHORIZATION -> fields.path("policies").forEach(policy -> policy(policy, fields));
      case ORGANIZATION ->
          require(ResourceType.IDENTITY_PROVIDER, texts(fields.path("identityProviders")));
      case SERVICE_ACCOUNT_GROUPS, USER_GROUPS, DEFAULT_GROUPS ->
          require(ResourceType.GROUP, texts(fields.path("groups")));
      case USER_IDENTITIES ->
          fields
              .path("federatedIdentities")
              .fieldNames()
              .forEachRemaining(alias -> require(ResourceType.IDENTITY_PROVIDER, List.of(alias)));
      case ORGANIZATION_MEMBERS ->
          require(ResourceType.USER, texts(fields.path(OrganizationMembers.MEMBERS)));
      case ORGANIZATION_MEMBER_GROUPS ->
          require(
              ResourceType.ORGANIZATION_GROUP, resource.id().owner(), texts(fields.path("groups")));
      case CLIENT ->
          fields.path("authenticationFlowBindingOverrides").forEach(flow -> flow(flow.asText()));
      default -> {}
    }
  }

  private void flow(String alias) {
    boolean builtIn = newRealm && BuiltIns.hasFlow(alias);
    if (!alias.isEmpty() && !builtIn) {
      require(ResourceType.AUTHENTICATION_FLOW, List.of(alias));
    }
  }

  private void client(String clientId) {
    boolean builtIn = newRealm && BuiltIns.hasClient(clientId);
    if (!clientId.isEmpty() && !builtIn) {
      require(ResourceType.CLIENT, List.of(clientId));
    }
  }

  /** A mapper names a role of a client as {@code client.role}. */
  private void role(String name) {
    boolean ofClient =
        IntStream.range(0, name.length())
            .filter(index -> name.charAt(index) == '.')
            .anyMatch(
                dot ->
                    known.test(
                        new ResourceId(
                            ResourceType.CLIENT_ROLE,
                            name.substring(0, dot),
                            name.substring(dot + 1))));
    boolean builtIn = newRealm && BuiltIns.hasRole(name);
    if (!name.isEmpty() && !ofClient && !builtIn) {
      require(ResourceType.REALM_ROLE, List.of(name));
    }
  }

  private void group(String path) {
    if (!path.isEmpty()) {
      require(ResourceType.GROUP, List.of(path));
    }
  }

  /** What a policy or permission of a client names in the same settings. */
  private void policy(JsonNode policy, JsonNode settings) {
    Map.of("applyPolicies", "policies", "resources", "resources", "scopes", "scopes")
        .forEach(
            (setting, list) -> {
              for (String name : texts(policy.path("config").path(setting))) {
                if (settings.has(list) && !settings.path(list).has(name)) {
                  unknown.accept("entry of " + list, name);
                }
              }
            });
  }

  private void require(ResourceType kind, List<String> names) {
    require(kind, "", names);
  }

  private void require(ResourceType kind, String owner, List<String> names) {
    for (String name : names) {
      if (!known.test(new ResourceId(kind, owner, name))) {
        unknown.accept(kind.label(), name);
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
