package io.fedrealm.extension.fedn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Looks through all clients of a realm, a hundred in a transaction of their own: before each query
 * Keycloak's database layer looks through all that its transaction has read, so that all in one
 * take the square of their number. Keycloak searches clients by attributes only when a server
 * option allows the attribute, and by client scopes not at all.
 */
final class AllClients {

  /** How many are read in a transaction. */
  static final int IN_TRANSACTION = 100;

  private final KeycloakSession session;

  /** Some clients that were read, and of those the ones that were looked for. */
  private record Some(int read, List<String> ids) {}

  /**
   * @param session of the request, in whose realm the clients are
   */
  AllClients(KeycloakSession session) {
    this.session = session;
  }

  /**
   * Keycloak's ids of the clients that are of some sort.
   *
   * @param wanted gets each client once, in another session than that of the request
   */
  List<String> ids(Predicate<ClientModel> wanted) {
    return look(wanted, Integer.MAX_VALUE);
  }

  /** Whether there is a client of some sort; reads no further than the first one. */
  boolean any(Predicate<ClientModel> wanted) {
    return !look(wanted, 1).isEmpty();
  }

  private List<String> look(Predicate<ClientModel> wanted, int enough) {
    List<String> found = new ArrayList<>();
    int read = IN_TRANSACTION;
    for (int first = 0; read == IN_TRANSACTION && found.size() < enough; first += IN_TRANSACTION) {
      Some some = some(first, wanted);
      found.addAll(some.ids);
      read = some.read;
    }
    return found;
  }

  private Some some(int first, Predicate<ClientModel> wanted) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(),
        session.getContext(),
        own -> {
          List<ClientModel> clients =
              own.clients()
                  .getClientsStream(own.getContext().getRealm(), first, IN_TRANSACTION)
                  .toList();
          return new Some(
              clients.size(), clients.stream().filter(wanted).map(ClientModel::getId).toList());
        },
        "clients of a realm");
  }
}
