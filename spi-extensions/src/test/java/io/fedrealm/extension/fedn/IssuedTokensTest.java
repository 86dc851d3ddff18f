package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** What the page of a project with thousands of sites costs. */
class IssuedTokensTest {

  private static final Project PROJECT = new Project("heart", "Heart", "", "", "", List.of());

  private final KeycloakSession session = mock(KeycloakSession.class, RETURNS_DEEP_STUBS);
  private final RealmModel realm = mock(RealmModel.class);
  private final List<ClientModel> sites = new ArrayList<>();
  private final Map<String, Long> counts = new HashMap<>();

  @BeforeEach
  void aProject() {
    when(session.getContext().getRealm()).thenReturn(realm);
    when(session.sessions().getActiveClientSessionStats(realm, true)).thenReturn(counts);
    when(session
            .clients()
            .searchClientsByClientIdStream(eq(realm), eq("fedn:heart:"), any(), any()))
        .thenAnswer(call -> sites.stream());
  }

  private ClientModel client(String id, int tokens) {
    ClientModel client = mock(ClientModel.class);
    when(client.getId()).thenReturn(id);
    when(client.getAttribute(FednAttributes.CLIENT_PROJECT)).thenReturn("heart");
    when(client.getClientId()).thenReturn(id);
    if (tokens > 0) {
      counts.put(id, (long) tokens);
    }
    when(session
            .sessions()
            .readOnlyStreamOfflineUserSessions(eq(realm), eq(client), anyInt(), anyInt()))
        .thenAnswer(call -> logins(id, tokens).limit(call.getArgument(3, Integer.class)));
    return client;
  }

  private static Stream<UserSessionModel> logins(String client, int number) {
    return IntStream.range(0, number)
        .mapToObj(
            index -> {
              UserSessionModel login = mock(UserSessionModel.class);
              when(login.getId()).thenReturn(client + "/" + index);
              when(login.getStarted()).thenReturn(index);
              return login;
            });
  }

  @Test
  void aSiteWithoutATokenIsNotEvenRead() {
    ClientModel none = client("none", 0);
    sites.addAll(List.of(none, client("one", 1)));

    IssuedTokens.Shown shown = new IssuedTokens(session).of(PROJECT);

    assertThat(shown.tokens()).extracting(IssuedToken::id).containsExactly("one/0");
    assertThat(shown.complete()).isTrue();
    verify(none, never()).getAttribute(any());
    verify(session.sessions(), never())
        .readOnlyStreamOfflineUserSessions(eq(realm), eq(none), anyInt(), anyInt());
  }

  @Test
  void noMoreAreReadThanAreShownAndThePageSaysSo() {
    ClientModel own = client("own", 2);
    when(realm.getClientByClientId("fedn:heart")).thenReturn(own);
    ClientModel last = null;
    for (int number = 0; number < 1000; number++) {
      last = client("site-" + number, 1);
      sites.add(last);
    }

    IssuedTokens.Shown shown = new IssuedTokens(session).of(PROJECT);

    assertThat(shown.complete()).isFalse();
    assertThat(shown.tokens())
        .hasSize(IssuedTokens.SHOWN)
        .extracting(IssuedToken::id)
        .startsWith("own/1")
        .contains("own/0", "site-497/0");
    verify(last, never()).getAttribute(any());
  }

  @Test
  void tokensAreCountedOnceForAllProjectsOfAPage() {
    sites.add(client("one", 1));
    IssuedTokens tokens = new IssuedTokens(session);

    tokens.of(PROJECT);
    tokens.of(PROJECT);

    verify(session.sessions(), times(1)).getActiveClientSessionStats(realm, true);
  }

  @Test
  void aClientWhoseIdOnlyLooksLikeASitesIsNone() {
    ClientModel other = client("other", 1);
    when(other.getAttribute(FednAttributes.CLIENT_PROJECT)).thenReturn("lung");
    sites.add(other);

    assertThat(new IssuedTokens(session).of(PROJECT).tokens()).isEmpty();
  }
}
