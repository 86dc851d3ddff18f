package io.fedrealm.extension.fedn;

import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Sees to it that a wrong password takes as long as an unknown user. Keycloak's direct grant flow
 * hashes something for users that are unknown, locked or service accounts (ValidateUsername,
 * 26.7.3), but nothing for a person who has no password yet.
 */
final class GuessingCost {

  private final KeycloakSession session;
  private final RealmModel realm;

  GuessingCost(KeycloakSession session) {
    this.session = session;
    this.realm = session.getContext().getRealm();
  }

  /**
   * Hashes something where the login flow will hash nothing.
   *
   * @param user who is said to log in; null when there is no such user
   */
  void spend(UserModel user) {
    if (user != null && user.getServiceAccountClientLink() == null && isCheap(user)) {
      hash();
    }
  }

  private boolean isCheap(UserModel user) {
    return !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
        && AuthenticatorUtils.getDisabledByBruteForceEventError(
                session.getProvider(BruteForceProtector.class), session, realm, user)
            == null;
  }

  private void hash() {
    PasswordPolicy policy = realm.getPasswordPolicy();
    String algorithm = policy == null ? null : policy.getHashAlgorithm();
    PasswordHashProvider hash =
        algorithm == null
            ? session.getProvider(PasswordHashProvider.class)
            : session.getProvider(PasswordHashProvider.class, algorithm);
    hash.encodedCredential(
        "a password of usual length", policy == null ? -1 : policy.getHashIterations());
  }
}
