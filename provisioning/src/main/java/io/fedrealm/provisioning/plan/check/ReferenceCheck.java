package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.BuiltIns;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks before the first write that everything a template names is in the template, on the server,
 * or built into Keycloak. Keycloak drops an unknown scope without a word and stops half-way at an
 * unknown role.
 */
public final class ReferenceCheck {

  /** The role that Keycloak gives each client that decides about access. */
  public static final String UMA_PROTECTION = "uma_protection";

  private final RealmTemplate template;
  private final RealmState desired;
  private final Optional<RealmState> actual;
  private final List<Problem> problems = new ArrayList<>();

  private ReferenceCheck(RealmTemplate template, Optional<RealmState> actual) {
    this.template = template;
    this.desired = template.state();
    this.actual = actual;
  }

  /**
   * What a template names and nobody has.
   *
   * @param actual empty when the realm does not exist yet
   */
  public static List<Problem> problems(RealmTemplate template, Optional<RealmState> actual) {
    ReferenceCheck check = new ReferenceCheck(template, actual);
    check.desired.all().forEach(check::resource);
    return check.problems;
  }

  private void resource(Resource resource) {
    ResourceType kind = resource.id().kind();
    JsonNode fields = resource.fields();
    new PartReferences(this::has, actual.isEmpty(), (what, name) -> unknown(resource, what, name))
        .check(resource);
    if (kind.isRoleSet()) {
      roleSet(resource);
      holder(resource);
    } else if (kind == ResourceType.CLIENT || kind == ResourceType.DEFAULT_CLIENT_SCOPES) {
      fields
          .properties()
          .forEach(
              field -> {
                if (field.getKey().endsWith("ClientScopes")) {
                  field.getValue().forEach(scope -> clientScope(resource, scope.asText()));
                }
              });
    } else if (kind == ResourceType.CLIENT_ROLE) {
      client(resource, resource.id().owner());
    } else if (kind == ResourceType.CLIENT_POLICIES) {
      fields.forEach(
          policy -> policy.path("profiles").forEach(name -> profile(resource, name.asText())));
    }
  }

  private void roleSet(Resource resource) {
    resource.fields().path("realmRoles").forEach(role -> realmRole(resource, role.asText()));
    resource
        .fields()
        .path("clientRoles")
        .properties()
        .forEach(
            client -> {
              client(resource, client.getKey());
              client.getValue().forEach(role -> clientRole(resource, client.getKey(), role));
            });
  }

  /** The client or client scope that a role set belongs to. */
  private void holder(Resource resource) {
    String name = resource.id().name();
    switch (resource.id().kind()) {
      case CLIENT_SCOPE_SCOPE_MAPPINGS -> clientScope(resource, name);
      case CLIENT_SCOPE_MAPPINGS -> client(resource, name);
      case SERVICE_ACCOUNT_ROLES -> serviceAccount(resource, name);
      default -> {}
    }
  }

  private void serviceAccount(Resource resource, String clientId) {
    client(resource, clientId);
    ResourceId client = ResourceId.of(ResourceType.CLIENT, clientId);
    boolean enabled =
        Stream.of(Optional.of(desired), actual)
            .flatMap(Optional::stream)
            .flatMap(state -> state.find(client).stream())
            .map(found -> found.fields().path("serviceAccountsEnabled"))
            .filter(JsonNode::isBoolean)
            .findFirst()
            .map(JsonNode::booleanValue)
            .orElse(false);
    if (!enabled && has(client)) {
      problem(
          resource,
          "the client \"" + clientId + "\" has no service account: set serviceAccountsEnabled");
    }
  }

  private void realmRole(Resource resource, String name) {
    if (!has(ResourceId.of(ResourceType.REALM_ROLE, name))
        && !(actual.isEmpty() && BuiltIns.hasRealmRole(desired.realm(), name))) {
      unknown(resource, "realm role", name);
    }
  }

  private void clientRole(Resource resource, String clientId, JsonNode role) {
    if (!has(new ResourceId(ResourceType.CLIENT_ROLE, clientId, role.asText()))
        && !(role.asText().equals(UMA_PROTECTION) && decidesAboutAccess(clientId))
        && !(actual.isEmpty() && BuiltIns.hasClientRole(clientId, role.asText()))) {
      unknown(resource, "role of client " + clientId, role.asText());
    }
  }

  /** Keycloak gives such a client, and its service account, a role of its own. */
  private boolean decidesAboutAccess(String clientId) {
    return desired
        .find(ResourceId.of(ResourceType.CLIENT, clientId))
        .filter(client -> client.fields().path("authorizationServicesEnabled").asBoolean())
        .isPresent();
  }

  private void client(Resource resource, String clientId) {
    if (!has(ResourceId.of(ResourceType.CLIENT, clientId))
        && !(actual.isEmpty() && BuiltIns.hasClient(clientId))) {
      unknown(resource, "client", clientId);
    }
  }

  private void clientScope(Resource resource, String name) {
    if (!has(ResourceId.of(ResourceType.CLIENT_SCOPE, name))
        && !(actual.isEmpty() && BuiltIns.hasClientScope(name))) {
      unknown(resource, "client scope", name);
    }
  }

  private void profile(Resource resource, String name) {
    ResourceId profiles = ResourceId.of(ResourceType.CLIENT_PROFILES, "");
    boolean known =
        Stream.of(Optional.of(desired), actual)
            .flatMap(Optional::stream)
            .flatMap(state -> state.find(profiles).stream())
            .anyMatch(found -> found.fields().has(name));
    // Keycloak's global profiles are not part of a realm; they have fixed prefixes.
    if (!known && !name.matches("(fapi-|oauth-2-1-|saml-).*")) {
      unknown(resource, "client profile", name);
    }
  }

  private boolean has(ResourceId id) {
    return desired.find(id).isPresent() || actual.flatMap(state -> state.find(id)).isPresent();
  }

  private void unknown(Resource resource, String what, String name) {
    problem(
        resource,
        resource.id()
            + " names the "
            + what
            + " \""
            + name
            + "\", which is neither in the template nor on the server: correct or add it");
  }

  private void problem(Resource resource, String message) {
    problems.add(new Problem(template.position(resource), message));
  }
}
