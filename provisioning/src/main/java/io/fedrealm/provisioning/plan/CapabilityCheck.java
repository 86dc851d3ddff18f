package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.state.JsonPath;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.template.Position;
import io.fedrealm.provisioning.template.Problem;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks that the server has every mapper, policy executor, condition and theme that is named. */
public final class CapabilityCheck {

  private static final Map<String, String> THEMES =
      new TreeMap<>(
          Map.of(
              "loginTheme", "login",
              "accountTheme", "account",
              "emailTheme", "email",
              "adminTheme", "admin"));

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
    return check.problems;
  }

  private void resource(Resource resource) {
    Kind kind = resource.id().kind();
    JsonNode fields = resource.fields();
    switch (kind) {
      case REALM -> THEMES.forEach((field, type) -> theme(fields, field, type));
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER ->
          require(
              resource,
              "protocol mapper",
              fields.path("protocolMapper").asText(),
              server.protocolMappers(fields.path("protocol").asText("openid-connect")));
      case CLIENT_PROFILES ->
          fields.forEach(
              profile ->
                  providers(resource, profile, "executors", "executor", "client-policy-executor"));
      case CLIENT_POLICIES ->
          fields.forEach(
              policy ->
                  providers(
                      resource, policy, "conditions", "condition", "client-policy-condition"));
      default -> {}
    }
  }

  private void theme(JsonNode realm, String field, String type) {
    String name = realm.path(field).asText();
    if (!name.isEmpty() && !server.themes(type).contains(name)) {
      missing(template.position(JsonPath.member(JsonPath.ROOT, field)), type + " theme", name);
    }
  }

  private void providers(
      Resource resource, JsonNode holder, String list, String field, String spi) {
    holder
        .path(list)
        .forEach(
            entry ->
                require(
                    resource,
                    field + " of a client policy",
                    entry.path(field).asText(),
                    server.providers(spi)));
  }

  private void require(Resource resource, String what, String id, Set<String> installed) {
    if (!installed.contains(id)) {
      missing(template.position(resource), what, id);
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
