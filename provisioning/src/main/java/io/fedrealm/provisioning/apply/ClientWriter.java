package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.Action;
import io.fedrealm.provisioning.plan.Change;
import java.util.List;

/**
 * Makes and changes clients, without mappers and roles. Their client scopes are part of the
 * representation when a client is made, and have requests of their own afterwards: an update
 * ignores them (RepresentationToModel.updateClient).
 */
final class ClientWriter implements ResourceWriter {

  private static final List<ScopeList> SCOPES =
      List.of(
          new ScopeList("defaultClientScopes", "default-client-scopes"),
          new ScopeList("optionalClientScopes", "optional-client-scopes"));

  @Override
  public void write(Change change, Target target) {
    if (change.action() == Action.CREATE) {
      target.create(change, "clients");
      return;
    }
    String id = target.live().client(change.id().name());
    if (change.fields().stream().anyMatch(field -> !isScopeList(field.topField()))) {
      ObjectNode client = Merge.whole(change);
      if (!change.touches("secret")) {
        client.remove("secret");
      }
      Merge.dropMasks(client);
      target.send("PUT", client, "clients", id);
    }
    ScopeList.write(SCOPES, change, target, "clients", id);
  }

  private static boolean isScopeList(String field) {
    return SCOPES.stream().anyMatch(list -> list.field().equals(field));
  }
}
