package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.ClientScope;
import io.fedrealm.provisioning.audit.model.Mapper;
import java.util.stream.Stream;

/** The protocol mappers of a realm. */
public final class Mappers {

  private Mappers() {}

  /** Those of clients and of client scopes. */
  public static Stream<Mapper> all(AuditedRealm realm) {
    return Stream.concat(
        realm.clients().flatMap(Client::ownMappers), realm.scopes().flatMap(ClientScope::mappers));
  }
}
