package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.ResourceType;

/**
 * Makes and changes protocol mappers, each by a request of its own: only then does Keycloak have
 * the mapper's provider check the configuration.
 */
final class MapperWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String owner = change.id().owner();
    boolean ofClient = change.id().kind() == ResourceType.CLIENT_MAPPER;
    String collection = ofClient ? "clients" : "client-scopes";
    String holder = ofClient ? target.live().client(owner) : target.live().clientScope(owner);
    if (change.action() == Action.CREATE) {
      target.create(change, collection, holder, "protocol-mappers", "models");
      return;
    }
    String id = target.live().id(change.id());
    ObjectNode mapper = Merge.whole(change).put("id", id);
    target.send("PUT", mapper, collection, holder, "protocol-mappers", "models", id);
  }
}
