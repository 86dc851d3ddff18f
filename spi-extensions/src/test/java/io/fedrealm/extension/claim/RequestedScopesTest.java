package io.fedrealm.extension.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientSessionContext;

class RequestedScopesTest {

  @Test
  void scopesThatKeycloakWithholdsAreFound() {
    RequestedScopes scopes =
        RequestedScopes.of(
            TokenRequest.create().scopes("fedn").withheld("project:demo", Map.of()).session());

    assertThat(RequestedScopes.names(scopes.granted().stream())).containsExactly("fedn");
    assertThat(RequestedScopes.names(scopes.withheld().stream())).containsExactly("project:demo");
    assertThat(RequestedScopes.names(scopes.all())).containsExactly("fedn", "project:demo");
  }

  @Test
  void withoutWithheldScopesTheRealmIsNotAsked() {
    TokenRequest request = TokenRequest.create().scopes("fedn", "role:admin");

    RequestedScopes.of(request.session());

    verify(request.realm(), never()).getClientScopeById("id-of-fedn");
  }

  @Test
  void aScopeThatIsGoneMeanwhileIsLeftOut() {
    TokenRequest request = TokenRequest.create().withheld("project:demo", Map.of());
    when(request.realm().getClientScopeById("id-of-project:demo")).thenReturn(null);

    assertThat(RequestedScopes.of(request.session()).withheld()).isEmpty();
  }

  @Test
  void theDisplayNameOfTheClientIsNoScope() {
    TokenRequest request = TokenRequest.create();
    when(request.client().getName()).thenReturn("role:admin");

    RequestedScopes scopes = RequestedScopes.of(request.session());

    assertThat(scopes.granted()).containsExactly(request.client());
    assertThat(RequestedScopes.names(scopes.all())).isEmpty();
  }

  @Test
  void rolesAndScopesAreTakenOnceForAllTokensOfARequest() {
    ClientSessionContext session =
        TokenRequest.create().scopes("fedn").realmRoles("demo:admin").session();

    assertThat(TokenContext.of(session)).isSameAs(TokenContext.of(session));
    assertThat(TokenContext.of(session).roles().holds("demo:admin")).isTrue();
    verify(session).getRolesStream();
  }
}
