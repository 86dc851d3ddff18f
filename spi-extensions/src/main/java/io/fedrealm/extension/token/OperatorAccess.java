package io.fedrealm.extension.token;

import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/**
 * The way in that must stay open: with it the server's operator mends what a policy refuses. A
 * wrong setting of the master realm, such as another signature algorithm, would otherwise lock out
 * everybody who could take it back.
 *
 * <p>Only the master realm's own two clients. The clients of the same name in any other realm can
 * be turned into something else by that realm's administrators.
 */
public final class OperatorAccess {

  private static final Set<String> CLIENTS =
      Set.of(Constants.ADMIN_CLI_CLIENT_ID, Constants.ADMIN_CONSOLE_CLIENT_ID);

  private OperatorAccess() {}

  /**
   * Tells whether requests of a client are left alone.
   *
   * @param realm the realm of the request
   * @param client the client that asks
   * @return whether it is admin-cli or the admin console of the master realm
   */
  public static boolean isExempt(RealmModel realm, ClientModel client) {
    return Config.getAdminRealm().equals(realm.getName()) && CLIENTS.contains(client.getClientId());
  }
}
