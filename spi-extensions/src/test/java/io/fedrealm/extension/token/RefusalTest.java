package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.ErrorResponseException;

class RefusalTest {

  private final ClientSessionContext session = TokenRequest.create().session();

  @BeforeEach
  void jakartaRest() {
    // The server brings an implementation of Jakarta REST; the exception needs one to be made.
    Response response = mock();
    when(response.getStatusInfo()).thenReturn(Response.Status.BAD_REQUEST);
    Response.ResponseBuilder builder = mock(Response.ResponseBuilder.class, RETURNS_SELF);
    doReturn(response).when(builder).build();
    RuntimeDelegate delegate = mock();
    when(delegate.createResponseBuilder()).thenReturn(builder);
    when(builder.status(any(Response.StatusType.class))).thenReturn(builder);
    RuntimeDelegate.setInstance(delegate);
  }

  @AfterEach
  void noJakartaRest() {
    RuntimeDelegate.setInstance(null);
  }

  private RuntimeException refusal(RefreshToken refreshToken) {
    return Refusal.exception(
        new TokenPostProcessorContext(null, refreshToken, null, null, session), "because");
  }

  @Test
  void aGrantOfTheTokenEndpointIsAnsweredByTheTokenEndpoint() {
    session.setAttribute("grant_type", "authorization_code");

    assertThat(refusal(null))
        .isInstanceOfSatisfying(
            TokenInterceptorException.class,
            e -> {
              assertThat(e.getError()).isEqualTo("invalid_scope");
              assertThat(e.getDescription()).isEqualTo("because");
            });
  }

  @Test
  void aRefreshIsAnsweredByTheTokenEndpointEvenWhenItsGrantTypeIsLost() {
    assertThat(refusal(new RefreshToken(new AccessToken(), null, null)))
        .isInstanceOf(TokenInterceptorException.class);
  }

  @Test
  void implicitFlowAndUmaGetTheAnswerDirectlyBecauseTheyWouldMakeAServerErrorOfTheOther() {
    assertThat(refusal(null))
        .isInstanceOfSatisfying(
            ErrorResponseException.class,
            e -> {
              assertThat(e.getError()).isEqualTo("invalid_scope");
              assertThat(e.getErrorDescription()).isEqualTo("because");
            });
  }

  @Test
  void theDescriptionHoldsAllReasonsInCharactersThatOAuthAllows() {
    assertThat(Refusal.description(new TreeSet<>(List.of("b \"quoted\\\"", "a größer\n"))))
        .isEqualTo("a gr??er?; b ?quoted??");
  }
}
