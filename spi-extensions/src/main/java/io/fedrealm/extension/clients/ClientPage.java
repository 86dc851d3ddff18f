package io.fedrealm.extension.clients;

import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.RealmModelDelegate;

/**
 * A realm that has no more clients than those of a page, and beside the first page neither realm
 * roles nor client scopes: they are on that one.
 */
final class ClientPage extends RealmModelDelegate {

  private final RealmModel realm;
  private final int first;
  private final int max;

  ClientPage(RealmModel realm, int first, int max) {
    super(realm);
    this.realm = realm;
    this.first = first;
    this.max = max;
  }

  @Override
  public Stream<ClientModel> getClientsStream() {
    return realm.getClientsStream(first, max);
  }

  @Override
  public Stream<RoleModel> getRolesStream() {
    return first == 0 ? realm.getRolesStream() : Stream.empty();
  }

  @Override
  public Stream<ClientScopeModel> getClientScopesStream() {
    return first == 0 ? realm.getClientScopesStream() : Stream.empty();
  }
}
