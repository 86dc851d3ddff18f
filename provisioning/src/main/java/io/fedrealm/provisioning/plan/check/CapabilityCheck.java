package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.server.ThemeParent;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks that the server has every mapper, authenticator, identity provider, component, policy
 * executor, condition and theme that is named.
 */
public final class CapabilityCheck {

  private static final Map<String, String> THEMES =
      new TreeMap<>(
          Map.of(
              "loginTheme", "login",
              "accountTheme", "account",
              "emailTheme", "email",
              "adminTheme", "admin"));

  private static final List<String> AUTHENTICATORS =
      List.of("authenticator", "form-action", "client-authenticator");

  private static final String EXECUTORS = "client-policy-executor";
  private static final String CONDITIONS = "client-policy-condition";

  private final RealmTemplate template;
  private final ServerCapabilities server;
  private final List<Problem> problems = new ArrayList<>();

  private CapabilityCheck(RealmTemplate template, ServerCapabilities server) {
    this.template = template;
    this.server = server;
  }

  /** What a template names and the server does not have. */
  public static List<Problem> problems(RealmTemplate template, ServerCapabilities server) {
    CapabilityCheck check = new CapabilityCheck(template, server);
    template.state().all().forEach(check::resource);
    check.policies("clientProfiles", "profiles", "executors", "executor", EXECUTORS);
    check.policies("clientPolicies", "policies", "conditions", "condition", CONDITIONS);
    check.problems.addAll(ImpliedNeeds.problems(template, server));
    return check.problems;
  }

  private void resource(Resource resource) {
    ResourceType kind = resource.id().kind();
    JsonNode fields = resource.fields();
    switch (kind) {
      case REALM -> THEMES.forEach((field, type) -> theme(fields, field, type));
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER ->
          require(
              template.position(resource),
              "protocol mapper",
              fields.path("protocolMapper").asText(),
              server.protocolMappers(fields.path("protocol").asText("openid-connect")));
      case FLOW_EXECUTIONS -> executions(resource);
      case REQUIRED_ACTION ->
          require(
              template.position(resource),
              "required action",
              fields.path("providerId").asText(resource.id().name()),
              server.providers("required-action"));
      case IDENTITY_PROVIDER -> {
        Set<String> installed = new HashSet<>(server.providers("identity_provider"));
        installed.addAll(server.providers("social"));
        String id = fields.path("providerId").asText();
        require(template.position(resource), "identity provider", id, installed);
      }
      case COMPONENT, SUB_COMPONENT ->
          require(
              template.position(resource),
              "component of type " + resource.id().owner(),
              fields.path("providerId").asText(),
              server.components(resource.id().owner()));
      case AUTHORIZATION -> authorization(resource);
      default -> {}
    }
  }

  /** Policies of JavaScript, too, are there only when the server's operator has put them in. */
  private void authorization(Resource settings) {
    Set<String> installed = server.providers("policy");
    settings
        .fields()
        .path("policies")
        .properties()
        .forEach(
            policy ->
                require(
                    template.position(settings),
                    "type of policy (of \"" + policy.getKey() + "\")",
                    policy.getValue().path("type").asText(),
                    installed));
  }

  private void executions(Resource flow) {
    Set<String> installed = new HashSet<>();
    AUTHENTICATORS.forEach(spi -> installed.addAll(server.providers(spi)));
    flow.fields()
        .path("executions")
        .fieldNames()
        .forEachRemaining(
            step -> {
              if (FlowExecutions.subflowOf(step).isEmpty()) {
                String id = FlowExecutions.provider(step);
                require(template.position(flow), "authenticator", id, installed);
              }
            });
  }

  private void theme(JsonNode realm, String field, String type) {
    String name = realm.path(field).asText();
    if (name.isEmpty() || server.themes(type).contains(name)) {
      return;
    }
    Position where = template.position(JsonPath.member(JsonPath.ROOT, field));
    if (ThemeParent.isMissing(server, type, name)) {
      problems.add(new Problem(where, ThemeParent.message(name)));
    } else {
      missing(where, type + " theme", name);
    }
  }

  /** The executors of client profiles, or the conditions of client policies. */
  private void policies(String part, String list, String entries, String field, String spi) {
    Set<String> installed = server.providers(spi);
    JsonNode holders = template.representation().path(part).path(list);
    for (int holder = 0; holder < holders.size(); holder++) {
      String path = JsonPath.element("$." + part + "." + list, holder) + "." + entries;
      JsonNode used = holders.get(holder).path(entries);
      for (int entry = 0; entry < used.size(); entry++) {
        String id = used.get(entry).path(field).asText();
        Position where = template.position(JsonPath.element(path, entry) + "." + field);
        if (!OptionalExecutors.isOptional(used.get(entry))) {
          require(where, field + " of a client policy", id, installed);
        }
      }
    }
  }

  private void require(Position where, String what, String id, Set<String> installed) {
    if (!installed.contains(id)) {
      missing(where, what, id);
    }
  }

  private void missing(Position where, String what, String id) {
    boolean ours = id.startsWith("fl-") || id.equals("fedrealm");
    problems.add(
        new Problem(
            where,
            "the server has no %s \"%s\": %s"
                .formatted(
                    what,
                    id,
                    ours
                        ? "put fedrealm's jars into its providers folder and run kc.sh build"
                        : "check the spelling, or install it on the server first")));
  }
}
