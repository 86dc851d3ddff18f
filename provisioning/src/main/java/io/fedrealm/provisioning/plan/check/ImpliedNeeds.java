package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks that the server has what a template needs without naming it: the rules that keep what its
 * scopes promise, the endpoints that its settings switch on, and features of Keycloak. Without them
 * Keycloak takes the template, and does less than it says.
 */
final class ImpliedNeeds {

  private static final String OURS = "fl-";
  private static final List<String> PROMISES = List.of("fl.required.claims", "fl.exact.audience");
  private static final String FEDN_SWITCH = "fl.fedn.token.service";

  /** Features of Keycloak, by what switches them on in a realm, a client, or its attributes. */
  private static final Map<String, String> FEATURES =
      new TreeMap<>(
          Map.of(
              "organizationsEnabled", "ORGANIZATION",
              "verifiableCredentialsEnabled", "OID4VC_VCI",
              "adminPermissionsEnabled", "ADMIN_FINE_GRAINED_AUTHZ_V2",
              "authorizationServicesEnabled", "AUTHORIZATION",
              "oauth2.device.authorization.grant.enabled", "DEVICE_FLOW",
              "oidc.ciba.grant.enabled", "CIBA",
              "standard.token.exchange.enabled", "TOKEN_EXCHANGE_STANDARD_V2",
              "oauth2.jwt.authorization.grant.enabled", "JWT_AUTHORIZATION_GRANT",
              "dpop.bound.access.tokens", "DPOP",
              "scimApiEnabled", "SCIM_API"));

  private final RealmTemplate template;
  private final ServerCapabilities server;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private ImpliedNeeds(RealmTemplate template, ServerCapabilities server) {
    this.template = template;
    this.server = server;
  }

  /** What is missing; each thing once, where it is first needed. */
  static List<Problem> problems(RealmTemplate template, ServerCapabilities server) {
    ImpliedNeeds needs = new ImpliedNeeds(template, server);
    template.state().all().forEach(needs::resource);
    needs.profiles();
    return needs.problems;
  }

  private void resource(Resource resource) {
    JsonNode fields = resource.fields();
    Position where = template.position(resource);
    FEATURES.forEach(
        (key, feature) -> {
          if (isOn(fields.path(key)) || isOn(fields.path("attributes").path(key))) {
            feature(where, key, feature);
          }
        });
    switch (resource.id().kind()) {
      case REALM -> {
        if (isOn(fields.path("attributes").path(FEDN_SWITCH))) {
          provider(where, FEDN_SWITCH, "realm-restapi-extension", "fedn");
        }
      }
      case CLIENT, CLIENT_SCOPE ->
          PROMISES.stream()
              .filter(promise -> fields.path("attributes").has(promise))
              .forEach(promise -> rules(where, promise));
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER -> {
        String mapper = fields.path("protocolMapper").asText();
        String protocol = fields.path("protocol").asText("openid-connect");
        // One that is missing is told of itself, by CapabilityCheck.
        if (mapper.startsWith(OURS) && server.protocolMappers(protocol).contains(mapper)) {
          rules(where, mapper);
        }
      }
      default -> {}
    }
  }

  private static boolean isOn(JsonNode value) {
    return value.asText().equals("true");
  }

  private void profiles() {
    Set<String> installed = server.providers("client-policy-executor");
    JsonNode profiles = template.representation().path("clientProfiles").path("profiles");
    for (int profile = 0; profile < profiles.size(); profile++) {
      String path = JsonPath.element("$.clientProfiles.profiles", profile);
      Position where = template.position(path);
      feature(where, "client profile", "CLIENT_POLICIES");
      profiles
          .get(profile)
          .path("executors")
          .valueStream()
          .map(executor -> executor.path("executor").asText())
          .filter(id -> id.startsWith(OURS) && installed.contains(id))
          .forEach(id -> provider(where, id, "token-interceptor", "fl-policy-guard"));
    }
  }

  private void rules(Position where, String because) {
    provider(where, because, "token-interceptor", "fl-token-rules");
  }

  private void provider(Position where, String because, String spi, String id) {
    if (!server.providers(spi).contains(id) && told.add(id)) {
      problems.add(
          new Problem(
              where,
              "%s needs \"%s\" (%s), which the server does not have: put fedrealm's jars into its"
                      .formatted(because, id, spi)
                  + " providers folder and run kc.sh build, without --spi-%s--%s--enabled=false"
                      .formatted(spi, id)));
    }
  }

  private void feature(Position where, String because, String name) {
    if (server.lacksFeature(name) && told.add(name)) {
      String option = name.toLowerCase(Locale.ROOT).replace('_', '-');
      problems.add(
          new Problem(
              where,
              "%s needs Keycloak's feature %s, which the server does not have: run kc.sh build"
                      .formatted(because, option)
                  + " --features="
                  + option.replaceFirst("-v(\\d)$", ":v$1")));
    }
  }
}
