package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.apply.write.ResourceWriter.Target;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes flows by which people log in at this moment. Step by step there would be moments in which
 * less is asked than before or after (a second factor that moves is taken out before it is put in
 * again), and whoever has a form open would go on in the half-changed flow. So the new flow is
 * built beside the old one, put in its place by one request, and the old one is deleted whole: a
 * form that is still open begins anew.
 *
 * <p>A change of one request needs none of that. Keycloak's own flows cannot be replaced: they lose
 * and get no steps; and a flow with a secret that Keycloak masks and the template does not tell
 * cannot be built again.
 */
public final class BoundFlows {

  private final List<Change> changes;
  private final Target target;
  private final RealmState live;
  private final FlowUse use;
  private final Map<ResourceId, Change> byId = new HashMap<>();

  /**
   * @param changes the plan
   * @param target with the realm as it was just read
   */
  public BoundFlows(List<Change> changes, Target target) {
    this.changes = changes;
    this.target = target;
    this.live = target.live().state();
    this.use = new FlowUse(live);
    changes.forEach(change -> byId.put(change.id(), change));
  }

  /** The top-level flows that are built anew. */
  public List<String> toReplace() {
    boolean any = changes.stream().anyMatch(BoundFlows::isOfFlow);
    return any ? use.flows().stream().filter(this::isToBeReplaced).toList() : List.of();
  }

  private static boolean isOfFlow(Change change) {
    ResourceType kind = change.id().kind();
    return change.action() != Action.DELETE
        && (kind == ResourceType.AUTHENTICATION_FLOW || kind == ResourceType.FLOW_EXECUTIONS);
  }

  private boolean isToBeReplaced(String flow) {
    boolean builtIn =
        live.find(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, flow))
            .map(found -> found.fields().path("builtIn").asBoolean())
            .orElse(true);
    int requests = use.tree(flow).stream().mapToInt(this::requests).sum();
    return !builtIn && requests > 1 && canBeBuilt(flow);
  }

  /** How many requests change what a flow does; 2 also when they are more. */
  private int requests(String flow) {
    Change kind = byId.get(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, flow));
    Change steps = byId.get(ResourceId.of(ResourceType.FLOW_EXECUTIONS, flow));
    if (kind != null && kind.action() == Action.REPLACE) {
      return 2;
    }
    if (steps == null) {
      return 0;
    }
    Set<String> written = new TreeSet<>();
    steps
        .fields()
        .forEach(
            field ->
                written.add(field.path().replaceFirst("\\.(alias|config(\\..*)?)$", ".config")));
    return steps.touches("order") ? 2 : written.size();
  }

  private boolean canBeBuilt(String flow) {
    Map<String, ObjectNode> steps = new LinkedHashMap<>();
    if (!collect(flow, steps) || isShared(flow, steps.keySet())) {
      return false;
    }
    List<String> names = new ArrayList<>();
    for (ObjectNode ofFlow : steps.values()) {
      for (JsonNode step : ofFlow) {
        if (step.has("alias")) {
          names.add(step.path("alias").asText());
        }
        if (step.path("config").valueStream().anyMatch(Mask::is)) {
          return false;
        }
      }
    }
    return new HashSet<>(names).size() == names.size();
  }

  /** Whether another flow contains what is in this one, or will be. */
  private boolean isShared(String flow, Set<String> after) {
    Set<String> before = use.tree(flow);
    Set<String> parts = new HashSet<>(after);
    parts.addAll(before);
    parts.remove(flow);
    return live.all().stream()
        .filter(other -> other.id().kind() == ResourceType.FLOW_EXECUTIONS)
        .filter(other -> !before.contains(other.id().name()))
        .flatMap(other -> FlowUse.steps(Optional.of(other)).properties().stream())
        .anyMatch(step -> parts.contains(FlowExecutions.subflowOf(step.getKey())));
  }

  /**
   * What a flow will contain.
   *
   * @return false when a flow is in it twice
   */
  private boolean collect(String flow, Map<String, ObjectNode> steps) {
    ObjectNode own = steps(flow);
    if (steps.put(flow, own) != null) {
      return false;
    }
    for (Map.Entry<String, JsonNode> step : own.properties()) {
      String subflow = FlowExecutions.subflowOf(step.getKey());
      if (!subflow.isEmpty() && !collect(subflow, steps)) {
        return false;
      }
    }
    return true;
  }

  private ObjectNode steps(String flow) {
    ResourceId id = ResourceId.of(ResourceType.FLOW_EXECUTIONS, flow);
    Change change = byId.get(id);
    if (change == null || change.action() == Action.DELETE) {
      return FlowUse.steps(live.find(id)).deepCopy();
    }
    JsonNode merged = Merge.whole(change).path("executions");
    ObjectNode steps = JsonNodeFactory.instance.objectNode();
    FlowUse.steps(Optional.of(change.desired()))
        .fieldNames()
        .forEachRemaining(name -> steps.set(name, merged.get(name)));
    return steps;
  }

  private ObjectNode fields(String flow) {
    ResourceId id = ResourceId.of(ResourceType.AUTHENTICATION_FLOW, flow);
    return Optional.ofNullable(byId.get(id))
        .filter(change -> change.action() != Action.DELETE)
        .map(Merge::whole)
        .or(() -> live.find(id).map(Resource::fields).map(ObjectNode::deepCopy))
        .orElseThrow();
  }

  /** What is done with it, when a flow is built anew. */
  public Collection<Change> changesOf(String flow) {
    Map<String, ObjectNode> after = new LinkedHashMap<>();
    collect(flow, after);
    Set<String> flows = new HashSet<>(after.keySet());
    flows.addAll(use.tree(flow));
    return changes.stream()
        .filter(change -> isOfFlow(change) && flows.contains(change.id().name()))
        .toList();
  }

  /** Builds a flow anew and puts it in the place of the old one. */
  public void replace(String flow) {
    Map<String, ObjectNode> steps = new LinkedHashMap<>();
    collect(flow, steps);
    Map<String, ObjectNode> flows = new HashMap<>();
    steps.keySet().forEach(alias -> flows.put(alias, fields(alias)));
    FlowBuilder builder = new FlowBuilder(flows, steps, target);
    String old = target.live().flow(flow);
    String built = builder.build(flow);
    use.rebinding(flow, built).forEach(change -> Writers.of(change).write(change, target));
    target.delete("authentication", "flows", old);
    builder.name();
  }

  /**
   * Ends what runs that were killed have begun, once the realm is as it should be: what still uses
   * the flow that was built uses the one of the template.
   */
  public void finish() {
    Set<String> used = use.flows();
    for (Resource flow : unfinished()) {
      String alias = FlowBuilder.base(flow.id().name());
      if (used.contains(flow.id().name()) && isThere(alias)) {
        use.rebinding(flow.id().name(), alias)
            .forEach(change -> Writers.of(change).write(change, target));
        target.delete("authentication", "flows", flow.serverId());
      }
    }
    removeUnfinished();
  }

  private boolean isThere(String flow) {
    return live.find(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, flow)).isPresent();
  }

  /** Deletes what a run that was killed has built, and nobody uses. */
  public void removeUnfinished() {
    Set<String> used = use.all();
    for (Resource flow : unfinished()) {
      if (!used.contains(flow.id().name())) {
        target.delete("authentication", "flows", flow.serverId());
      }
    }
  }

  private List<Resource> unfinished() {
    return live.all().stream()
        .filter(flow -> flow.id().kind() == ResourceType.AUTHENTICATION_FLOW)
        .filter(flow -> flow.id().name().endsWith(FlowBuilder.SUFFIX))
        .toList();
  }
}
