package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

class RefusalEventTest {

  private final TokenRequest request = TokenRequest.create();
  private final ClientSessionContext clientSession = request.session();
  private final KeycloakSession session = mock();

  @BeforeEach
  void server() {
    when(request.realm().getEventsListenersStream()).thenAnswer(call -> Stream.empty());
    when(request.user().getId()).thenReturn("id-of-the-user");
    when(clientSession.getScopeString()).thenReturn("fedn role:admin");
    KeycloakSessionFactory factory = mock();
    when(factory.getProviderFactoriesStream(EventListenerProvider.class))
        .thenAnswer(call -> Stream.empty());
    ClientConnection connection = mock();
    when(connection.getRemoteHost()).thenReturn("192.0.2.7");
    KeycloakContext context = mock();
    when(context.getConnection()).thenReturn(connection);
    when(session.getContext()).thenReturn(context);
    when(session.getKeycloakSessionFactory()).thenReturn(factory);
  }

  private Event event(RefreshToken refreshToken) {
    return RefusalEvent.event(
            session,
            new TokenPostProcessorContext(null, refreshToken, null, null, clientSession),
            "because")
        .getEvent();
  }

  private void grant(String grantType, EventType type) {
    OAuth2GrantType grant = mock();
    when(grant.getEventType()).thenReturn(type);
    when(session.getProvider(OAuth2GrantType.class, grantType)).thenReturn(grant);
  }

  @Test
  void itTellsWhoAskedForWhatAndWhyItWasRefused() {
    grant("client_credentials", EventType.CLIENT_LOGIN);
    clientSession.setAttribute("grant_type", "client_credentials");

    Event event = event(null);

    assertThat(event.getType()).isEqualTo(EventType.CLIENT_LOGIN);
    assertThat(event.getClientId()).isEqualTo("app");
    assertThat(event.getUserId()).isEqualTo("id-of-the-user");
    assertThat(event.getIpAddress()).isEqualTo("192.0.2.7");
    assertThat(event.getDetails())
        .containsEntry("reason", "because")
        .containsEntry("scope", "fedn role:admin")
        .containsEntry("grant_type", "client_credentials");
  }

  @Test
  void aRefreshIsKnownByItsRefreshToken() {
    grant("refresh_token", EventType.REFRESH_TOKEN);

    assertThat(event(new RefreshToken(new AccessToken(), null, null)).getType())
        .isEqualTo(EventType.REFRESH_TOKEN);
  }

  @Test
  void aRequestWithoutGrantIsALogin() {
    assertThat(event(null).getType()).isEqualTo(EventType.LOGIN);
  }
}
