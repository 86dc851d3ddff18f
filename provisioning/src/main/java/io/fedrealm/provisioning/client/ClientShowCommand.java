package io.fedrealm.provisioning.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.prune.DeletionImpact;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one client. */
@Command(
    name = "show",
    description =
        "Show a client: how it logs in, its addresses and scopes, the roles of its service account,"
            + " and what uses it; never a secret.")
final class ClientShowCommand extends RealmAction {

  private static final List<String> COPIED =
      List.of(
          "name",
          "description",
          "rootUrl",
          "redirectUris",
          "webOrigins",
          "fullScopeAllowed",
          "defaultClientScopes",
          "optionalClientScopes");

  @Parameters(paramLabel = "CLIENT_ID", description = "The client's id.")
  private String clientId;

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    LiveRealm live =
        realm
            .keycloak()
            .realm(realm.name())
            .orElseThrow(() -> usage("The server has no realm \"" + realm.name() + "\"."));
    Resource client =
        live.state()
            .find(ResourceId.of(ResourceType.CLIENT, clientId))
            .orElseThrow(
                () ->
                    usage("The realm %s has no client \"%s\".".formatted(realm.name(), clientId)));
    ObjectNode shown = settings(client.fields());
    parts(live.state(), shown);
    DeletionImpact.of(client, realm.api(), realm.name(), live)
        .forEach(shown.putArray("usedBy")::add);
    output.printFields(shown, global().out());
    return ExitCode.OK;
  }

  private ObjectNode settings(JsonNode client) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("clientId", clientId).set("enabled", client.path("enabled"));
    shown.put("authentication", ClientListCommand.authentication(client));
    ClientListCommand.flows(client).forEach(shown.putArray("flows")::add);
    COPIED.stream().filter(client::hasNonNull).forEach(f -> shown.set(f, client.get(f)));
    ObjectNode attributes = shown.putObject("attributes");
    client
        .path("attributes")
        .properties()
        .forEach(
            attribute -> {
              String path = JsonPath.member("$.clients[0].attributes", attribute.getKey());
              if (!SecretFields.isSecret(path)) {
                attributes.set(attribute.getKey(), attribute.getValue());
              }
            });
    return shown;
  }

  /** Its mappers and roles, and what its service account holds directly. */
  private void parts(RealmState realm, ObjectNode shown) {
    named(realm, ResourceType.CLIENT_MAPPER).forEach(shown.putArray("mappers")::add);
    named(realm, ResourceType.CLIENT_ROLE).forEach(shown.putArray("roles")::add);
    Optional<Resource> roles =
        realm.find(ResourceId.of(ResourceType.SERVICE_ACCOUNT_ROLES, clientId));
    ArrayNode held = shown.putArray("serviceAccountRoles");
    for (JsonNode role : roles.map(r -> r.fields().path("realmRoles")).orElse(held)) {
      held.add(role);
    }
    for (var client :
        roles.map(r -> r.fields().path("clientRoles")).orElse(shown.path("")).properties()) {
      client.getValue().forEach(role -> held.add(client.getKey() + ": " + role.asText()));
    }
    ArrayNode groups = shown.putArray("serviceAccountGroups");
    realm
        .find(ResourceId.of(ResourceType.SERVICE_ACCOUNT_GROUPS, clientId))
        .ifPresent(set -> set.fields().path("groups").forEach(groups::add));
  }

  private Stream<String> named(RealmState realm, ResourceType kind) {
    return realm.all().stream()
        .map(Resource::id)
        .filter(id -> id.kind() == kind && id.owner().equals(clientId))
        .map(ResourceId::name);
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
