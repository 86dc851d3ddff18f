package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the flows of a realm are in use: by the realm, by clients, by identity providers. */
final class FlowUse {

  private static final String OVERRIDES = "authenticationFlowBindingOverrides";
  private static final Set<String> OF_PROVIDERS =
      Set.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias");

  private final RealmState live;

  FlowUse(RealmState live) {
    this.live = live;
  }

  /** The top-level flows that are in use. */
  Set<String> flows() {
    Set<String> flows = new LinkedHashSet<>();
    for (Resource resource : live.all()) {
      bindings(resource).properties().forEach(b -> flows.add(b.getValue().asText()));
    }
    flows.removeIf(alias -> live.find(id(ResourceType.AUTHENTICATION_FLOW, alias)).isEmpty());
    return flows;
  }

  /** A flow and all that it contains. */
  Set<String> tree(String flow) {
    Set<String> tree = new LinkedHashSet<>();
    collect(flow, tree);
    return tree;
  }

  /** All flows that are in use, with what they contain. */
  Set<String> all() {
    Set<String> all = new HashSet<>();
    flows().forEach(flow -> collect(flow, all));
    return all;
  }

  private void collect(String flow, Set<String> tree) {
    if (tree.add(flow)) {
      steps(live.find(id(ResourceType.FLOW_EXECUTIONS, flow)))
          .fieldNames()
          .forEachRemaining(
              step -> {
                String subflow = FlowExecutions.subflowOf(step);
                if (!subflow.isEmpty()) {
                  collect(subflow, tree);
                }
              });
    }
  }

  /** The steps of a flow, by name; empty without one. */
  static ObjectNode steps(Optional<Resource> executions) {
    return executions
        .map(found -> found.fields().path("executions"))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** What puts another flow in the place of one, everywhere; one request each. */
  List<Change> rebinding(String from, String to) {
    List<Change> changes = new ArrayList<>();
    for (Resource resource : live.all()) {
      ObjectNode bound = bindings(resource);
      bound.properties().removeIf(b -> !b.getValue().asText().equals(from));
      if (!bound.isEmpty()) {
        bound.properties().forEach(b -> b.setValue(JsonNodeFactory.instance.textNode(to)));
        changes.add(rebinding(resource, bound));
      }
    }
    return changes;
  }

  private static Change rebinding(Resource resource, ObjectNode bound) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    boolean ofClient = resource.id().kind() == ResourceType.CLIENT;
    if (ofClient) {
      fields.set(OVERRIDES, bound);
    } else {
      fields.setAll(bound);
    }
    List<FieldChange> differs = new ArrayList<>();
    bound
        .properties()
        .forEach(
            b -> {
              String path = ofClient ? OVERRIDES + "." + b.getKey() : b.getKey();
              differs.add(
                  FieldChange.of(path, JsonNodeFactory.instance.missingNode(), b.getValue()));
            });
    Resource desired = new Resource(resource.id(), fields, resource.path());
    return new Change(Action.UPDATE, differs, desired, Optional.of(resource));
  }

  private static ObjectNode bindings(Resource resource) {
    JsonNode holder =
        switch (resource.id().kind()) {
          case FLOW_BINDINGS, IDENTITY_PROVIDER -> resource.fields();
          case CLIENT -> resource.fields().path(OVERRIDES);
          default -> JsonNodeFactory.instance.missingNode();
        };
    ObjectNode bindings = JsonNodeFactory.instance.objectNode();
    holder
        .properties()
        .forEach(
            field -> {
              boolean names =
                  resource.id().kind() != ResourceType.IDENTITY_PROVIDER
                      || OF_PROVIDERS.contains(field.getKey());
              if (names && field.getValue().isTextual()) {
                bindings.set(field.getKey(), field.getValue());
              }
            });
    return bindings;
  }

  private static ResourceId id(ResourceType kind, String alias) {
    return ResourceId.of(kind, alias);
  }
}
