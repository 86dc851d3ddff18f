package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenInterceptorSpi;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * What the token rules rely on in Keycloak's internal SPIs, as found in 26.7.3. When one of these
 * fails after an upgrade, read the named Keycloak class and see all refusals work on a server of
 * the new version before changing the test.
 */
class InternalSpiTest {

  @Test
  void theSpiIsTheOneThatOurFactoryIsRegisteredFor() {
    TokenInterceptorSpi spi = new TokenInterceptorSpi();

    assertThat(spi.getName()).isEqualTo("token-interceptor");
    assertThat(spi.isInternal()).isTrue();
    assertThat(spi.getProviderClass()).isEqualTo(TokenPostProcessor.class);
    assertThat(spi.getProviderFactoryClass()).isEqualTo(TokenPostProcessorFactory.class);
  }

  @Test
  void aPostProcessorHasOneMethodToImplement() throws NoSuchMethodException {
    assertThat(Arrays.stream(TokenPostProcessor.class.getMethods()))
        .filteredOn(method -> Modifier.isAbstract(method.getModifiers()))
        .containsExactly(
            TokenPostProcessor.class.getMethod("process", TokenPostProcessorContext.class));
  }

  @Test
  void theContextHasTheTokensAndTheSessionContext() {
    assertThat(TokenPostProcessorContext.class.getRecordComponents())
        .extracting(RecordComponent::getName, component -> component.getType().getSimpleName())
        .containsExactly(
            tuple("code", "OAuth2Code"),
            tuple("requestRefreshToken", "RefreshToken"),
            tuple("refreshToken", "RefreshToken"),
            tuple("accessToken", "AccessToken"),
            tuple("clientSessionCtx", "ClientSessionContext"));
  }

  @Test
  void theExceptionCarriesErrorAndDescription() {
    TokenInterceptorException exception = new TokenInterceptorException("error", "description");

    assertThat(exception.getError()).isEqualTo("error");
    assertThat(exception.getDescription()).isEqualTo("description");
    assertThat(TokenInterceptorException.class.getSuperclass()).isEqualTo(RuntimeException.class);
  }

  @Test
  void theTokenEndpointStillCatchesTheException() throws IOException {
    assertThat(constantsOf(TokenEndpoint.class))
        .contains("org/keycloak/protocol/oidc/token/TokenInterceptorException");
  }

  @Test
  void theImplicitFlowStillDoesNot() throws IOException {
    assertThat(constantsOf(OIDCLoginProtocol.class)).doesNotContain("TokenInterceptorException");
  }

  @Test
  void theTokenResponseIsStillBuiltThroughThePostProcessorsInDescendingOrder()
      throws IOException, NoSuchMethodException {
    assertThat(TokenManager.AccessTokenResponseBuilder.class.getDeclaredMethods())
        .extracting("name")
        .contains("build", "invokeTokenPostProcessors");
    assertThat(constantsOf(TokenManager.AccessTokenResponseBuilder.class))
        .contains("org/keycloak/protocol/oidc/token/TokenPostProcessorContext", "order");
    assertThat(ProviderFactory.class.getMethod("order").getReturnType()).isEqualTo(int.class);
    assertThat(new TokenRulesFactory().order()).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void introspectionCanBeTriedOutBeforeATokenIsSigned() throws NoSuchMethodException {
    assertThat(
            TokenManager.class
                .getMethod(
                    "transformIntrospectionAccessToken",
                    KeycloakSession.class,
                    AccessToken.class,
                    AccessToken.class,
                    UserSessionModel.class,
                    ClientSessionContext.class)
                .getReturnType())
        .isEqualTo(AccessToken.class);
    assertThat(
            DefaultClientSessionContext.class
                .getMethod(
                    "fromClientSessionAndScopeParameter",
                    AuthenticatedClientSessionModel.class,
                    String.class,
                    KeycloakSession.class)
                .getModifiers())
        .satisfies(modifiers -> assertThat(Modifier.isStatic(modifiers)).isTrue());
    assertThat(
            AbstractOIDCProtocolMapper.class
                .getMethod("getShouldUseLightweightToken", KeycloakSession.class)
                .getReturnType())
        .isEqualTo(boolean.class);
  }

  @Test
  void withheldScopesAreStillAmongTheScopeIds() throws IOException {
    assertThat(DefaultClientSessionContext.class.getDeclaredMethods())
        .extracting("name")
        .contains("isClientScopePermittedForUser", "getClientScopeIds", "isAllowed");
  }

  private static String constantsOf(Class<?> type) throws IOException {
    String file = '/' + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
