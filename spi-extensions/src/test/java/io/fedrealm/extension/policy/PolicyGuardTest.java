package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.TokenCategory;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.TokenManager;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

class PolicyGuardTest {

  private final PolicyRealm given = new PolicyRealm("fl");
  private final ServerWidePolicies policies = mock();
  private final TokenManager tokens = mock();
  private final AccessToken token = new AccessToken();
  private final List<String> reported = new ArrayList<>();

  @BeforeEach
  void aServerWithABoundOfTenMinutes() {
    when(policies.maxAccessTokenLifespan()).thenReturn(OptionalInt.of(600));
    when(tokens.signatureAlgorithm(TokenCategory.ACCESS)).thenReturn("RS256");
    when(given.session.tokens()).thenReturn(tokens);
    token.iat(1000L).exp(1600L);
  }

  private void report(TokenPostProcessorContext context, String description) {
    reported.add(description);
  }

  private SortedSet<String> reasons(AccessToken token) {
    return new PolicyGuard(given.session, policies, this::report)
        .reasons(new TokenPostProcessorContext(null, null, null, token, null));
  }

  @Test
  void aTokenThatKeepsTheServersPoliciesIsIssued() {
    assertThat(reasons(token)).isEmpty();
  }

  @Test
  void aResponseWithoutAnAccessTokenIsIssued() {
    assertThat(reasons(null)).isEmpty();
  }

  @Test
  void aLongerLifeIsRefusedWhateverTheGrant() {
    token.exp(1601L);

    assertThat(reasons(token))
        .containsExactly("the access token would live for more than 600 seconds");
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    token.exp((Long) null);

    assertThat(reasons(token)).hasSize(1);
  }

  @Test
  void anotherSignatureIsRefusedWhateverTheGrant() {
    when(tokens.signatureAlgorithm(TokenCategory.ACCESS)).thenReturn("ES256");

    assertThat(reasons(token)).containsExactly("the access token would be signed with ES256");
  }

  @Test
  void aRealmThatHasPutThePoliciesOutOfForceGetsNoTokens() {
    when(policies.tampering(given.realm)).thenReturn(List.of("because"));

    assertThat(reasons(token)).containsExactly("because");
  }

  @Test
  void theOperatorCanMendIt() {
    PolicyRealm master = new PolicyRealm("master").client("security-admin-console");
    when(policies.tampering(any())).thenReturn(List.of("because"));

    assertThat(
            new PolicyGuard(master.session, policies, this::report)
                .reasons(new TokenPostProcessorContext(null, null, null, token, null)))
        .isEmpty();
  }

  @Test
  void aServerWithoutServerWidePoliciesIsLeftAlone() {
    when(policies.isEmpty()).thenReturn(true);
    token.exp(999_999L);

    assertThat(reasons(token)).isEmpty();
    verifyNoInteractions(tokens);
  }

  @Test
  void aSecurityProfileWithoutTheTokenPolicyBoundsNothing() {
    when(policies.maxAccessTokenLifespan()).thenReturn(OptionalInt.empty());
    token.exp(999_999L);

    assertThat(reasons(token)).isEmpty();
  }

  @Test
  void aRefusalIsAnsweredReportedAndUndone() {
    KeycloakTransactionManager transaction = mock();
    when(given.session.getTransactionManager()).thenReturn(transaction);
    when(policies.tampering(given.realm)).thenReturn(List.of("b", "a"));
    ClientSessionContext session = TokenRequest.create().session();
    session.setAttribute("grant_type", "client_credentials");
    PolicyGuard guard = new PolicyGuard(given.session, policies, this::report);

    assertThatThrownBy(
            () -> guard.process(new TokenPostProcessorContext(null, null, null, token, session)))
        .isInstanceOfSatisfying(
            TokenInterceptorException.class,
            e -> {
              assertThat(e.getError()).isEqualTo("unauthorized_client");
              assertThat(e.getDescription()).isEqualTo("a; b");
            });
    assertThat(reported).containsExactly("a; b");
    verify(transaction).setRollbackOnly();
  }

  @Test
  void aTokenThatMayBeIssuedIsNotTouched() {
    assertThatNoException()
        .isThrownBy(
            () ->
                new PolicyGuard(given.session, policies, this::report)
                    .process(new TokenPostProcessorContext(null, null, null, token, null)));
    assertThat(reported).isEmpty();
  }
}
