package io.fedrealm.extension.fedn;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/** Keycloak hashes for everybody else: this makes up for those for whom it does not. */
class GuessingCostTest {

  private final KeycloakSession session = mock(KeycloakSession.class, RETURNS_DEEP_STUBS);
  private final RealmModel realm = mock(RealmModel.class);
  private final UserModel user = mock(UserModel.class, RETURNS_DEEP_STUBS);
  private final PasswordHashProvider hash = mock(PasswordHashProvider.class);
  private final BruteForceProtector protector = mock(BruteForceProtector.class);

  @BeforeEach
  void aPersonWithoutAPassword() {
    when(session.getContext().getRealm()).thenReturn(realm);
    doReturn(hash).when(session).getProvider(PasswordHashProvider.class);
    doReturn(protector).when(session).getProvider(BruteForceProtector.class);
    when(user.getServiceAccountClientLink()).thenReturn(null);
    when(realm.isBruteForceProtected()).thenReturn(true);
  }

  @Test
  void aPersonWithoutAPasswordCostsAHash() {
    new GuessingCost(session).spend(user);

    verify(hash).encodedCredential(anyString(), anyInt());
  }

  @Test
  void aPasswordIsHashedByKeycloakAlone() {
    when(user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)).thenReturn(true);

    costsNothing(user);
  }

  @Test
  void forAnUnknownOrLockedUserAndAServiceAccountKeycloakHashesSomethingItself() {
    costsNothing(null);
    when(protector.isTemporarilyDisabled(any(), any(), any())).thenReturn(true);
    costsNothing(user);
    when(protector.isTemporarilyDisabled(any(), any(), any())).thenReturn(false);
    when(user.getServiceAccountClientLink()).thenReturn("client-id");
    costsNothing(user);
  }

  private void costsNothing(UserModel person) {
    new GuessingCost(session).spend(person);

    verify(hash, never()).encodedCredential(anyString(), anyInt());
  }
}
