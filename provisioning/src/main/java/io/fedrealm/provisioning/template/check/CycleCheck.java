package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Refuses roles and flows that contain themselves, by whatever way. */
final class CycleCheck {

  private final SourceMappedRealm template;
  private final Problems problems;
  private final Map<String, Set<String>> contents = new LinkedHashMap<>();
  private final Map<String, String> paths = new HashMap<>();

  private CycleCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  static void check(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    CycleCheck roles = new CycleCheck(template, problems);
    roles.roles(realm.at("/roles/realm"), "", "$.roles.realm");
    realm
        .at("/roles/client")
        .properties()
        .forEach(
            client ->
                roles.roles(
                    client.getValue(),
                    client.getKey() + "/",
                    JsonPath.member("$.roles.client", client.getKey())));
    roles.report("role");
    CycleCheck flows = new CycleCheck(template, problems);
    flows.flows(realm.path("authenticationFlows"));
    flows.report("flow");
  }

  private void roles(JsonNode roles, String owner, String path) {
    for (int index = 0; index < roles.size(); index++) {
      JsonNode composites = roles.get(index).path("composites");
      Set<String> contained = new LinkedHashSet<>();
      composites.path("realm").forEach(role -> contained.add(role.asText()));
      composites
          .path("client")
          .properties()
          .forEach(
              client ->
                  client
                      .getValue()
                      .forEach(role -> contained.add(client.getKey() + "/" + role.asText())));
      add(owner + roles.get(index).path("name").asText(), contained, path, index);
    }
  }

  private void flows(JsonNode flows) {
    for (int index = 0; index < flows.size(); index++) {
      Set<String> contained = new LinkedHashSet<>();
      flows
          .get(index)
          .path("authenticationExecutions")
          .forEach(execution -> contained.add(execution.path("flowAlias").asText()));
      String alias = flows.get(index).path("alias").asText();
      add(alias, contained, "$.authenticationFlows", index);
    }
  }

  private void add(String name, Set<String> contained, String path, int index) {
    contents.put(name, contained);
    paths.put(name, JsonPath.element(path, index));
  }

  private void report(String what) {
    contents.values().forEach(contained -> contained.retainAll(contents.keySet()));
    Map<String, Set<String>> holders = new HashMap<>();
    contents.forEach(
        (holder, contained) ->
            contained.forEach(c -> holders.computeIfAbsent(c, key -> new HashSet<>()).add(holder)));
    Set<String> left = new LinkedHashSet<>(contents.keySet());
    peel(left, contents, holders);
    peel(left, holders, contents);
    for (String name : left) {
      problems.add(
          template.position(paths.get(name)),
          "the %s \"%s\" contains itself, perhaps by way of another".formatted(what, name));
    }
  }

  /** Takes away what has no edge out, again and again; what is on a cycle stays. */
  private static void peel(
      Set<String> left, Map<String, Set<String>> out, Map<String, Set<String>> in) {
    Map<String, Integer> edges = new HashMap<>();
    for (String name : left) {
      long count = out.getOrDefault(name, Set.of()).stream().filter(left::contains).count();
      edges.put(name, (int) count);
    }
    Deque<String> free = new ArrayDeque<>();
    left.stream().filter(name -> edges.get(name) == 0).forEach(free::add);
    while (!free.isEmpty()) {
      String name = free.pop();
      left.remove(name);
      for (String other : in.getOrDefault(name, Set.of())) {
        if (left.contains(other) && edges.merge(other, -1, Integer::sum) == 0) {
          free.add(other);
        }
      }
    }
  }
}
