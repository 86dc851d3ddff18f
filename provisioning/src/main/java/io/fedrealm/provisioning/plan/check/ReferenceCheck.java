package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Reference;
import io.fedrealm.provisioning.realm.Reference.Relation;
import io.fedrealm.provisioning.realm.ReferenceGraph;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks before the first write that everything a template names is in the template, on the server,
 * or built into Keycloak. Keycloak drops an unknown scope without a word and stops half-way at an
 * unknown role; a condition that asks for an unknown role is never true.
 */
public final class ReferenceCheck {

  /** The role that Keycloak gives each client that decides about access, and its account. */
  public static final String UMA_PROTECTION = "uma_protection";

  private final RealmTemplate template;

  /** The template first, then the server, or Keycloak's own of a realm that will be made. */
  private final List<RealmState> states;

  private final List<ReferenceGraph> graphs;
  private final List<Problem> problems = new ArrayList<>();

  /** What has been said: roles and groups of a service account name the same client. */
  private final Set<List<String>> said = new HashSet<>();

  private ReferenceCheck(RealmTemplate template, Optional<RealmState> actual) {
    this.template = template;
    this.states =
        List.of(template.state(), actual.orElseGet(() -> NewRealm.state(template.realm())));
    this.graphs = states.stream().map(state -> new ReferenceGraph(state.all())).toList();
  }

  /**
   * What a template names and nobody has.
   *
   * @param actual empty when the realm does not exist yet
   */
  public static List<Problem> problems(RealmTemplate template, Optional<RealmState> actual) {
    ReferenceCheck check = new ReferenceCheck(template, actual);
    check.states.get(0).all().forEach(check::resource);
    return check.problems;
  }

  private void resource(Resource resource) {
    ReferenceGraph.of(resource).stream()
        .filter(reference -> reference.relation() != Relation.MAY_NAME && !isKnown(reference))
        .filter(name -> said.add(List.of(resource.path(), name.what(), name.name())))
        .forEach(reference -> unknown(resource, reference));
    if (resource.id().kind() == ResourceType.SERVICE_ACCOUNT_ROLES) {
      serviceAccount(resource);
    }
  }

  private boolean isKnown(Reference reference) {
    return graphs.stream().anyMatch(graph -> graph.targets(reference).findAny().isPresent())
        || reference.meanings().stream().anyMatch(this::willBeMade);
  }

  private boolean willBeMade(ResourceId id) {
    return switch (id.kind()) {
      case CLIENT_PROFILES -> GlobalProfiles.mayBe(id.name());
      case CLIENT_ROLE -> id.name().equals(UMA_PROTECTION) && decidesAboutAccess(id.owner());
      default -> false;
    };
  }

  private boolean decidesAboutAccess(String clientId) {
    return template
        .state()
        .find(ResourceId.of(ResourceType.CLIENT, clientId))
        .filter(client -> client.fields().path("authorizationServicesEnabled").asBoolean())
        .isPresent();
  }

  private void serviceAccount(Resource roles) {
    ResourceId client = ResourceId.of(ResourceType.CLIENT, roles.id().name());
    List<Resource> found = states.stream().flatMap(state -> state.find(client).stream()).toList();
    boolean enabled =
        found.stream()
            .map(state -> state.fields().path("serviceAccountsEnabled"))
            .filter(JsonNode::isBoolean)
            .findFirst()
            .map(JsonNode::booleanValue)
            .orElse(false);
    if (!enabled && !found.isEmpty()) {
      problem(
          roles,
          "the client \""
              + client.name()
              + "\" has no service account: set serviceAccountsEnabled");
    }
  }

  private void unknown(Resource resource, Reference reference) {
    problem(
        resource,
        "%s names the %s \"%s\", which is neither in the template nor on the server: correct or add it"
            .formatted(reference.from(), reference.what(), reference.name()));
  }

  private void problem(Resource resource, String message) {
    problems.add(new Problem(template.position(resource), message));
  }
}
