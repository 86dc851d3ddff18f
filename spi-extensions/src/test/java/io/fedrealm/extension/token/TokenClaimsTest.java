package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.project.FlProjectMapper;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.representations.AccessToken;

class TokenClaimsTest {

  private static final String CURRENT = ClientSessionContext.class.getName();

  private final TokenRequest request = TokenRequest.create();
  private final KeycloakSession session = mock();
  private final TokenClaims claims = new TokenClaims(session);

  @BeforeEach
  void server() {
    Profile.defaults();
    KeycloakSessionFactory factory = mock();
    when(factory.getProviderFactory(ProtocolMapper.class, FlProjectMapper.PROVIDER_ID))
        .thenReturn(new FlProjectMapper());
    KeycloakContext context = mock();
    when(context.getClient()).thenReturn(request.client());
    when(context.getRealm()).thenReturn(request.realm());
    when(session.getContext()).thenReturn(context);
    when(session.getKeycloakSessionFactory()).thenReturn(factory);
    when(session.getAttributeOrDefault(any(), any())).thenAnswer(call -> call.getArgument(1));
    when(request.client().getProtocol()).thenReturn("openid-connect");
  }

  @Test
  void theClaimsOfATokenAreThoseThatWillBeSigned() {
    AccessToken token = new AccessToken();
    token.subject("somebody").getOtherClaims().put("role", "admin");

    assertThat(claims.inToken(token).path("sub").asText()).isEqualTo("somebody");
    assertThat(claims.inToken(token).path("role").asText()).isEqualTo("admin");
    assertThat(claims.inToken(null)).isEmpty();
  }

  @Test
  void aLightweightTokenIsKnownByTheClientOrByTheClientPolicyOfTheRequest() {
    String attribute = "client.use.lightweight.access.token.enabled";
    assertThat(claims.areLeftToIntrospection()).isFalse();

    when(session.getAttribute(attribute)).thenReturn(true);
    assertThat(claims.areLeftToIntrospection()).isTrue();

    when(session.getAttribute(attribute)).thenReturn(null);
    when(request.client().getAttribute(attribute)).thenReturn("true");
    assertThat(claims.areLeftToIntrospection()).isTrue();
  }

  @Test
  void introspectionAddsTheClaimsOfTheScopesThatTheTokenNames() {
    ClientScopeModel fedn =
        TokenRequest.clientScope(
            "fedn",
            Map.of(),
            TokenRequest.mapper(
                FlProjectMapper.PROVIDER_ID, Map.of("introspection.token.claim", "true")));
    ClientScopeModel demo = TokenRequest.clientScope("project:demo", Map.of());
    when(request.client().getClientScopes(false))
        .thenReturn(Map.of("fedn", fedn, "project:demo", demo));
    RoleModel role = TokenRequest.realmRole("demo:client");
    when(request.user().getRoleMappingsStream()).thenAnswer(call -> Stream.of(role));
    when(request.user().getGroupsStream()).thenAnswer(call -> Stream.empty());
    Object current = new Object();
    when(session.getAttribute(CURRENT)).thenReturn(current);
    AccessToken token = new AccessToken();

    token.setScope("fedn project:demo");
    assertThat(claims.inIntrospection(token, request.session()).path("project").asText())
        .isEqualTo("demo");
    token.setScope("project:demo");
    assertThat(claims.inIntrospection(token, request.session()).has("project")).isFalse();

    verify(session, times(2)).setAttribute(CURRENT, current);
  }
}
