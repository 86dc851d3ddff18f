package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.List;

/**
 * Asks a server with fedrealm's extension by what the secrets are known again that its export masks
 * ({@code SecretsResource}). No secret is sent, and none comes back.
 */
final class SecretReading {

  /** The provider of the extension. */
  static final String PROVIDER = "fl-secrets";

  /** Where an export has secrets that stay masked. */
  private static final List<String> HOLDERS =
      List.of(
          "realm",
          "smtpServer",
          "identityProviders",
          "components",
          "authenticationFlows",
          "authenticatorConfig");

  private final AdminApi api;
  private final RealmState desired;
  private final ObjectNode realm;

  /**
   * @param desired says what is wanted
   * @param realm a realm as it was read; gets the answer
   */
  SecretReading(AdminApi api, RealmState desired, ObjectNode realm) {
    this.api = api;
    this.desired = desired;
    this.realm = realm;
  }

  /** One request, when something is declared that the realm masks. */
  void read() {
    if (isAnyDeclared()) {
      api.get("realms", desired.realm(), PROVIDER)
          .ifPresent(told -> realm.set(RealmState.SECRET_MARKS, told));
    }
  }

  private boolean isAnyDeclared() {
    ObjectNode holders = JsonNodeFactory.instance.objectNode();
    holders.setAll(realm);
    return RealmState.of(holders.retain(HOLDERS)).all().stream()
        .anyMatch(
            live ->
                desired
                    .find(live.id())
                    .filter(resource -> Mask.hides(resource.fields(), live.fields()))
                    .isPresent());
  }
}
