package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fedrealm.provisioning.realm.AdminPermissions;
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
 * Checks before the first write what a client cannot be or have: Keycloak fails at it half-way, or
 * leaves it out without a word. A field that the template does not declare is the server's.
 */
final class ClientCheck {

  private static final String AUTHORIZATION = "authorizationServicesEnabled";

  private final RealmTemplate template;
  private final RealmState desired;
  private final RealmState actual;
  private final List<Problem> problems = new ArrayList<>();

  private ClientCheck(RealmTemplate template, RealmState actual) {
    this.template = template;
    this.desired = template.state();
    this.actual = actual;
  }

  /**
   * What no client can be.
   *
   * @param actual the realm as it is, or as Keycloak makes it
   */
  static List<Problem> problems(RealmTemplate template, RealmState actual) {
    ClientCheck check = new ClientCheck(template, actual);
    for (Resource resource : check.desired.all()) {
      switch (resource.id().kind()) {
        case CLIENT -> check.client(resource);
        case AUTHORIZATION -> check.settings(resource);
        default -> {}
      }
    }
    return check.problems;
  }

  private void client(Resource client) {
    boolean decides = is(client, AUTHORIZATION);
    if (decides && (is(client, "publicClient") || is(client, "bearerOnly"))) {
      problem(
          client,
          "%s has %s and is a public or bearer-only client: only a confidential client decides"
                  .formatted(client.id(), AUTHORIZATION)
              + " about access; set publicClient and bearerOnly to false, or leave it out");
    } else if (decides && !is(client, "serviceAccountsEnabled")) {
      problem(
          client,
          "%s has %s and no service account: set serviceAccountsEnabled to true"
              .formatted(client.id(), AUTHORIZATION));
    }
    if (is(client, "publicClient") && !client.fields().path("secret").asText().isEmpty()) {
      problem(
          client,
          "%s is public and has a secret, which Keycloak does not keep: leave the secret out, or set"
                  .formatted(client.id())
              + " publicClient to false");
    }
    for (String list : List.of("defaultClientScopes", "optionalClientScopes")) {
      client.fields().path(list).forEach(scope -> scope(client, scope.asText()));
    }
  }

  /** Keycloak leaves out the scopes of another protocol (ClientResource.addDefaultClientScope). */
  private void scope(Resource client, String name) {
    String ofClient = text(client.id(), "protocol").orElse("openid-connect");
    String ofScope = text(ResourceId.of(ResourceType.CLIENT_SCOPE, name), "protocol").orElse("");
    if (!ofScope.isEmpty() && !ofScope.equals(ofClient)) {
      problem(
          client,
          "%s names the client scope \"%s\", which is for %s, and the client for %s: leave it out"
              .formatted(client.id(), name, ofScope, ofClient));
    }
  }

  private void settings(Resource settings) {
    String name = settings.id().name();
    Optional<Resource> client = desired.find(ResourceId.of(ResourceType.CLIENT, name));
    if (!name.equals(AdminPermissions.CLIENT)
        && client.filter(c -> !is(c, AUTHORIZATION)).isPresent()) {
      problem(
          settings,
          "the client %s has authorizationSettings, and does not decide about access: set %s to true,"
                  .formatted(name, AUTHORIZATION)
              + " or leave the settings out");
    }
  }

  private boolean is(Resource client, String field) {
    return field(client.id(), field).asBoolean();
  }

  private Optional<String> text(ResourceId id, String field) {
    return Optional.of(field(id, field).asText()).filter(text -> !text.isEmpty());
  }

  /** The field as the template says; else as the server has it. */
  private JsonNode field(ResourceId id, String field) {
    return Stream.of(desired, actual)
        .flatMap(state -> state.find(id).stream())
        .map(found -> found.fields().path(field))
        .filter(value -> !value.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void problem(Resource resource, String message) {
    problems.add(new Problem(template.position(resource), message));
  }
}
