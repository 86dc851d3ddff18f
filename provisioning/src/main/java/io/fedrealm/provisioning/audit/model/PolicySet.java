package io.fedrealm.provisioning.audit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The client policies of a realm, and what they see to. */
public final class PolicySet {

  /** Profiles that come with Keycloak; an export does not state them. */
  private static final JsonNode KEYCLOAKS = read();

  /** For what is not about a grant: no condition on grants covers it. */
  public static final String ANY_GRANT = "";

  private static final Set<String> EVERY_KIND = Set.of("public", "confidential");

  private final List<Node> policies;
  private final Map<String, List<Executor>> profiles = new HashMap<>();

  /**
   * An executor of a client profile.
   *
   * @param id of its type, for example {@code pkce-enforcer}
   * @param configuration its configuration; not there for a profile of Keycloak's own
   */
  public record Executor(String id, Node configuration) {}

  /**
   * @param realm whose policies; those of the whole server, too, when they were read
   */
  public PolicySet(AuditedRealm realm) {
    Node stated = realm.get("clientPolicies");
    this.policies =
        Stream.of("policies", "globalPolicies").map(stated::get).flatMap(Node::elements).toList();
    KEYCLOAKS
        .properties()
        .forEach(
            profile -> profiles.put(profile.getKey(), keycloaks(profile.getValue(), realm.root())));
    Stream.of("profiles", "globalProfiles")
        .map(realm.get("clientProfiles")::get)
        .flatMap(Node::elements)
        .forEach(profile -> profiles.put(profile.get("name").text(), stated(profile)));
  }

  private static List<Executor> keycloaks(JsonNode ids, Node root) {
    return ids.valueStream().map(id -> new Executor(id.asText(), root.get("$none"))).toList();
  }

  private static List<Executor> stated(Node profile) {
    return profile
        .get("executors")
        .elements()
        .map(node -> new Executor(node.get("executor").text(), node.get("configuration")))
        .toList();
  }

  /** All policies, those of the whole server too. */
  public Stream<Node> policies() {
    return policies.stream();
  }

  /** The policies that are switched on. */
  public Stream<Node> enabled() {
    return policies().filter(policy -> policy.get("enabled").flag(false));
  }

  /** Whether Keycloak comes with a profile of this name. */
  public static boolean isKeycloaks(String profile) {
    return KEYCLOAKS.has(profile);
  }

  /** Whether a profile of this name exists. */
  public boolean hasProfile(String name) {
    return profiles.containsKey(name);
  }

  /** What a policy does. */
  public Stream<Executor> executors(Node policy) {
    return policy.get("profiles").texts().stream()
        .flatMap(name -> profiles.getOrDefault(name, List.of()).stream());
  }

  /**
   * What is seen to for all clients of a kind, by whomever they are made.
   *
   * @param kind {@code public} or {@code confidential}
   * @param grant the grant that it is about: a condition on it lets through every request by it
   */
  public List<Executor> enforcedFor(String kind, String grant) {
    return enabled()
        .filter(policy -> covers(policy, kind, grant))
        .flatMap(this::executors)
        .toList();
  }

  /** Whether an executor that does something is in force for every client. */
  public boolean enforces(Predicate<Executor> something) {
    return EVERY_KIND.stream()
        .allMatch(kind -> enforcedFor(kind, ANY_GRANT).stream().anyMatch(something));
  }

  private static boolean covers(Node policy, String kind, String grant) {
    List<Node> conditions = policy.get("conditions").elements().toList();
    return !conditions.isEmpty() && conditions.stream().allMatch(c -> matches(c, kind, grant));
  }

  private static boolean matches(Node condition, String kind, String grant) {
    Node configuration = condition.get("configuration");
    if (configuration.get("is-negative-logic").flag(false)) {
      return false;
    }
    return switch (condition.get("condition").text()) {
      case "any-client" -> true;
      case "client-access-type" -> configuration.get("type").texts().contains(kind);
      case "grant-type" -> configuration.get("grant_types").texts().contains(grant);
      default -> false;
    };
  }

  private static JsonNode read() {
    try (InputStream in = PolicySet.class.getResourceAsStream("keycloak-profiles.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
