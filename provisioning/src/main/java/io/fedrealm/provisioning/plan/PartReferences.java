package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.state.FlowExecutions;
import io.fedrealm.provisioning.state.FlowParts;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What flows, bindings, identity providers, their mappers, organizations and sets of groups refer
 * to.
 *
 * @param known whether the template or the server has a resource
 * @param newRealm whether the realm does not exist yet, so that it gets Keycloak's own flows
 * @param unknown is told what is missing: what it is, and its name
 */
record PartReferences(
    Predicate<ResourceId> known, boolean newRealm, BiConsumer<String, String> unknown) {

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
      case IDENTITY_PROVIDER_MAPPER ->
          require(Kind.IDENTITY_PROVIDER, List.of(resource.id().owner()));
      case ORGANIZATION -> require(Kind.IDENTITY_PROVIDER, texts(fields.path("identityProviders")));
      case SERVICE_ACCOUNT_GROUPS, USER_GROUPS, DEFAULT_GROUPS ->
          require(Kind.GROUP, texts(fields.path("groups")));
      case CLIENT ->
          fields.path("authenticationFlowBindingOverrides").forEach(flow -> flow(flow.asText()));
      default -> {}
    }
  }

  private void flow(String alias) {
    boolean builtIn = newRealm && FlowParts.BUILT_IN.contains(alias);
    if (!alias.isEmpty() && !builtIn) {
      require(Kind.AUTHENTICATION_FLOW, List.of(alias));
    }
  }

  private void require(Kind kind, List<String> names) {
    for (String name : names) {
      if (!known.test(ResourceId.of(kind, name))) {
        unknown.accept(kind.label(), name);
      }
    }
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
