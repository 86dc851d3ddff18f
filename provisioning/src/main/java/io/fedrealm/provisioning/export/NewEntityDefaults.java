package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NamedLists;
import io.fedrealm.provisioning.realm.NewRealm;
import java.util.List;
import java.util.Optional;

/** What is left out of an export: what Keycloak puts into anything new by itself. */
final class NewEntityDefaults {

  /**
   * Told of everything new, defaults or not: who may get a token, and how. What a template leaves
   * out here, a client policy of the realm may settle otherwise than a realm without it.
   */
  private static final List<String> ALWAYS_TOLD =
      List.of(
          "secret",
          "protocol",
          "publicClient",
          "bearerOnly",
          "clientAuthenticatorType",
          "standardFlowEnabled",
          "implicitFlowEnabled",
          "directAccessGrantsEnabled",
          "serviceAccountsEnabled",
          "fullScopeAllowed");

  private final ObjectNode newRealm;

  /**
   * @param newRealm see {@link NewRealm}
   */
  NewEntityDefaults(ObjectNode newRealm) {
    this.newRealm = newRealm;
  }

  /**
   * What something new has of itself.
   *
   * @param list the field whose elements are of this sort: {@code clients}, {@code groups}, …
   */
  Optional<JsonNode> prototype(String list) {
    JsonNode all =
        switch (list) {
          case "realm" -> newRealm.at("/roles/realm");
          case "groups", "subGroups" -> newRealm.path("groups");
          default -> newRealm.path(list);
        };
    return all.valueStream()
        .filter(element -> NamedLists.key(list, element).equals(NewRealm.PROTOTYPE))
        .findFirst()
        .map(element -> ((ObjectNode) element.deepCopy()).without(ALWAYS_TOLD));
  }
}
