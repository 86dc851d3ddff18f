package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Client profiles that stand in no realm but on the server, for all of them: which there are
 * depends on how it was started. Keycloak's own ({@code fapi-1-baseline} and so on) are not there
 * while the server has another profile, ours for example (docs/token-policy.md); a policy that
 * names one that is nowhere is no rule for Keycloak.
 */
public final class GlobalProfiles {

  private static final String MASTER = "master";
  private static final ResourceId POLICIES = ResourceId.of(ResourceType.CLIENT_POLICIES, "");
  private static final ResourceId PROFILES = ResourceId.of(ResourceType.CLIENT_PROFILES, "");
  private static final String MISSING =
      "a client policy names the client profile \"%s\", which is neither in the template nor on the"
          + " server, which was started with other profiles for all realms (docs/token-policy.md)."
          + " Fix: copy that profile into the template's clientProfiles";

  private GlobalProfiles() {}

  /** Whether a name may be that of a profile of the server. */
  static boolean mayBe(String profile) {
    return profile.matches("(fapi-|oauth-2-1-|saml-).*");
  }

  /**
   * The policies of a template that name a profile of the server which this one does not have. Asks
   * only when a policy names one: one request.
   *
   * @param live the realm as it is; empty when it does not exist yet
   */
  public static List<Problem> problems(
      RealmTemplate template, Optional<RealmState> live, AdminApi api) {
    Set<String> own = new HashSet<>(profiles(template.state()));
    live.map(GlobalProfiles::profiles).ifPresent(own::addAll);
    Set<String> named = new TreeSet<>(named(template.state()));
    named.removeIf(name -> !mayBe(name) || own.contains(name));
    if (named.isEmpty()) {
      return List.of();
    }
    Set<String> server = ofServer(api, live.isPresent() ? template.realm() : MASTER).orElse(named);
    Resource policies = template.state().find(POLICIES).orElseThrow();
    return named.stream()
        .filter(name -> !server.contains(name))
        .map(name -> new Problem(template.position(policies), MISSING.formatted(name)))
        .toList();
  }

  private static Set<String> profiles(RealmState state) {
    Set<String> names = new HashSet<>();
    state.find(PROFILES).ifPresent(it -> it.fields().fieldNames().forEachRemaining(names::add));
    return names;
  }

  private static Set<String> named(RealmState state) {
    return state.find(POLICIES).stream()
        .flatMap(policies -> policies.fields().valueStream())
        .flatMap(policy -> policy.path("profiles").valueStream())
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** Empty when it cannot be known: who may make realms need not read the realm master. */
  private static Optional<Set<String>> ofServer(AdminApi api, String realm) {
    try {
      return api.get("realms", realm, "client-policies", "profiles?include-global-profiles=true")
          .map(answer -> answer.path("globalProfiles").valueStream())
          .map(them -> them.map(it -> it.path("name").asText()).collect(Collectors.toSet()));
    } catch (AdminApi.RefusedException e) {
      return Optional.empty();
    }
  }
}
