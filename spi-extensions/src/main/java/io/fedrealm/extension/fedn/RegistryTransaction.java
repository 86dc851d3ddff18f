package io.fedrealm.extension.fedn;

import java.util.function.BiConsumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Changes projects in a transaction of their own: all of a change or nothing, and a failure is
 * known before the answer.
 */
final class RegistryTransaction {

  private RegistryTransaction() {}

  /**
   * Runs a change.
   *
   * @param session of the request
   * @param caller who changes
   * @param change gets the registry and the caller's person, both of the new transaction
   * @throws org.keycloak.models.ModelDuplicateException when somebody else has just made the same
   */
  static void run(
      KeycloakSession session, Caller caller, BiConsumer<ProjectRegistry, UserModel> change) {
    String realmId = session.getContext().getRealm().getId();
    KeycloakModelUtils.runJobInTransaction(
        session.getKeycloakSessionFactory(),
        session.getContext(),
        own -> {
          RealmModel realm = own.realms().getRealm(realmId);
          own.getContext().setRealm(realm);
          UserModel person = own.users().getUserById(realm, caller.person().getId());
          AdminAuth author =
              new AdminAuth(
                  realm, caller.token(), person, realm.getClientById(caller.client().getId()));
          change.accept(new ProjectRegistry(own, author), person);
        });
  }
}
