package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.project.FlProjectMapper;
import io.fedrealm.extension.role.FlRoleMapper;
import io.fedrealm.extension.site.FlSiteMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.JsonSerialization;

class TokenRulesTest {

  private static final ProtocolMapperModel ROLE =
      TokenRequest.mapper(
          FlRoleMapper.PROVIDER_ID,
          Map.of(
              "claim.name",
              "role",
              "fl.role.table",
              "[{\"key\":\"{project}:admin\",\"value\":\"admin\"},"
                  + "{\"key\":\"{project}:client\",\"value\":\"client\"}]"));
  private static final ProtocolMapperModel PROJECT =
      TokenRequest.mapper(FlProjectMapper.PROVIDER_ID, Map.of("claim.name", "project"));
  private static final Map<String, String> PROMISE = Map.of("fl.required.claims", "project,role");

  private final TokenRequest request = TokenRequest.create();
  private final AccessToken token = new AccessToken();
  private final KeycloakSession session = mock();
  private final KeycloakTransactionManager transaction = mock();
  private final TokenClaims claims = mock();
  private final List<String> reported = new ArrayList<>();
  private TokenRules rules;

  @BeforeEach
  void server() {
    token.issuedFor("app");
    KeycloakSessionFactory factory = mock();
    when(factory.getProviderFactory(ProtocolMapper.class, FlRoleMapper.PROVIDER_ID))
        .thenReturn(new FlRoleMapper());
    when(factory.getProviderFactory(ProtocolMapper.class, FlProjectMapper.PROVIDER_ID))
        .thenReturn(new FlProjectMapper());
    when(factory.getProviderFactory(ProtocolMapper.class, FlSiteMapper.PROVIDER_ID))
        .thenReturn(new FlSiteMapper());
    when(session.getKeycloakSessionFactory()).thenReturn(factory);
    when(session.getTransactionManager()).thenReturn(transaction);
    when(claims.inToken(any()))
        .thenAnswer(
            call ->
                call.getArgument(0) == null
                    ? JsonSerialization.mapper.createObjectNode()
                    : JsonSerialization.mapper.valueToTree(call.getArgument(0)));
    rules = new TokenRules(session, claims, (context, description) -> reported.add(description));
  }

  private TokenPostProcessorContext context(
      ClientSessionContext session, RefreshToken refreshToken) {
    return new TokenPostProcessorContext(null, refreshToken, null, token, session);
  }

  private List<String> reasons() {
    return List.copyOf(rules.reasons(context(request.session(), null)));
  }

  private void tokenHas(String role, String project) {
    token.getOtherClaims().put("role", role);
    token.getOtherClaims().put("project", project);
  }

  @Nested
  class WhatIsAskedFor {

    @Test
    void aTokenThatIsAllRightIsIssued() {
      request.scope("fedn", PROMISE, ROLE, PROJECT).scopes("project:demo").realmRoles("demo:admin");
      tokenHas("admin", "demo");

      assertThatNoException().isThrownBy(() -> rules.process(context(request.session(), null)));
      assertThat(reported).isEmpty();
      verify(transaction, never()).setRollbackOnly();
    }

    @Test
    void aRoleThatIsNotHeldIsRefusedOnceThoughTheClaimIsMissingToo() {
      request
          .scope("fedn", PROMISE, ROLE, PROJECT)
          .scopes("project:demo", "role:admin")
          .realmRoles("demo:client");

      assertThat(reasons())
          .containsExactly("scope 'role:admin' asks for a role that the subject does not hold");
    }

    @Test
    void everyMapperIsAsked() {
      request
          .scope("fedn", Map.of(), PROJECT)
          .scope("other", Map.of(), ROLE)
          .scopes("project:demo", "role:admin");

      assertThat(reasons())
          .containsExactly(
              "scope 'project:demo' asks for a project in which the subject holds no role",
              "scope 'role:admin' asks for a role that the subject does not hold");
    }

    @Test
    void theMappersOfAScopeThatKeycloakWithholdsAreAskedToo() {
      request.withheld("fedn", Map.of(), ROLE).scopes("role:admin", "project:demo");

      assertThat(reasons()).hasSize(1);
    }

    @Test
    void aSamlMapperOfAWithheldScopeIsNotAsked() {
      ProtocolMapperModel saml = TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, Map.of());
      saml.setProtocol("saml");
      request.withheld("fedn", Map.of(), saml).scopes("role:admin");

      assertThat(reasons()).isEmpty();
    }

    @Test
    void withoutAMapperOfOursAScopeNameMeansNothing() {
      request
          .scope("x", Map.of(), TokenRequest.mapper("oidc-audience-mapper", Map.of()))
          .scopes("project:a", "project:b", "role:admin");

      assertThat(reasons()).isEmpty();
    }

    @Test
    void anUnreadableConfigurationRefusesAndNamesMapperAndProperty() {
      request.scope("fedn", Map.of(), TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, Map.of()));

      assertThat(reasons())
          .containsExactly(
              "protocol mapper 'our fl-role-mapper' is not configured correctly, see"
                  + " fl.role.table");
    }

    @Test
    void aRefreshThatLeavesTheRoleScopeOutIsRefused() {
      request
          .scope("fedn", Map.of(), ROLE)
          .scopes("project:demo")
          .realmRoles("demo:admin", "demo:client");
      RefreshToken refreshToken = new RefreshToken(new AccessToken(), null, null);
      refreshToken.setScope("openid fedn project:demo role:client");

      assertThat(rules.reasons(context(request.session(), refreshToken)))
          .containsExactly("scope 'role:client' of the refresh token cannot be left out");
      refreshToken.setScope(null);
      assertThat(rules.reasons(context(request.session(), refreshToken))).isEmpty();
    }

    @Test
    void anOptionalRoleScopeMustBeInTheTokenScopeAndADefaultOneNeedNot() {
      Map<String, String> hidden = Map.of("include.in.token.scope", "false");
      request
          .scope("fedn", Map.of(), ROLE)
          .defaultScope("project:demo", hidden)
          .realmRoles("demo:client");
      assertThat(reasons()).isEmpty();

      request.scope("role:client", hidden);

      assertThat(reasons())
          .singleElement()
          .asString()
          .startsWith("scope 'role:client' must be included in the token scope");
    }
  }

  @Nested
  class WhatIsPromised {

    @Test
    void aTokenWithoutAPromisedClaimIsRefusedEvenWithoutTheMapper() {
      request.scope("fedn", PROMISE);

      assertThat(reasons()).hasSize(2).allSatisfy(text -> assertThat(text).contains("'fedn'"));
    }

    @Test
    void aLightweightTokenMayLeaveThePromiseToIntrospection() {
      request.scope("fedn", PROMISE, PROJECT).scopes("project:demo").realmRoles("demo:client");
      token.getOtherClaims().put("project", "demo");
      when(claims.areLeftToIntrospection()).thenReturn(true);
      ObjectNode introspected = JsonSerialization.mapper.createObjectNode();
      when(claims.inIntrospection(any(), any())).thenReturn(introspected);

      assertThat(reasons()).hasSize(1);
      introspected.put("role", "admin");
      assertThat(reasons()).isEmpty();
    }

    @Test
    void anOrdinaryTokenMayNot() {
      request.scope("fedn", PROMISE);

      assertThat(reasons()).hasSize(2);
      verify(claims, never()).inIntrospection(any(), any());
    }

    @Test
    void aResponseWithoutAccessTokenKeepsNoPromise() {
      request.scope("fedn", PROMISE);
      when(claims.areLeftToIntrospection()).thenReturn(true);

      assertThat(
              rules.reasons(
                  new TokenPostProcessorContext(null, null, null, null, request.session())))
          .hasSize(2);
    }
  }

  @Nested
  class WhatIsWrongWithAPromisedClaim {

    private final GroupModel group = mock();

    @BeforeEach
    void aPersonOfTwoSites() {
      when(group.getId()).thenReturn("g");
      when(group.getAttributeStream("fl.site")).thenAnswer(call -> Stream.of("a", "b"));
      when(group.getAttributeStream("fl.org")).thenAnswer(call -> Stream.empty());
      when(request.user().getGroupsStream()).thenAnswer(call -> Stream.of(group));
    }

    @Test
    void isSaidWithThePromise() {
      request.scope(
          "site",
          Map.of("fl.required.claims", "fl_site,fl_org"),
          TokenRequest.mapper(FlSiteMapper.PROVIDER_ID, Map.of()));

      assertThat(reasons())
          .containsExactly(
              "scope 'site' promises the claim 'fl_org', which this token would not have",
              "scope 'site' promises the claim 'fl_site', which this token would not have: the"
                  + " subject has several values of fl.site");
    }

    @Test
    void isNoReasonToRefuseWithoutAPromise() {
      request.scope("site", Map.of(), TokenRequest.mapper(FlSiteMapper.PROVIDER_ID, Map.of()));

      assertThat(reasons()).isEmpty();
    }
  }

  @Nested
  class WhomItIsFor {

    @Test
    void aTokenThatIsForSomebodyElseTooIsRefused() {
      request.scope("site:a", Map.of("fl.exact.audience", "nvflare:demo:a"));
      token.audience("nvflare:demo:a");
      assertThat(reasons()).isEmpty();

      token.addAudience("account");
      assertThat(reasons()).hasSize(1);
    }
  }

  @Nested
  class TheAnswer {

    @Test
    void aRefusalIsReportedRollsBackAndAnswersInvalidScope() {
      request.scope("fedn", PROMISE, ROLE, PROJECT);
      ClientSessionContext clientSession = request.session();
      clientSession.setAttribute("grant_type", "client_credentials");

      assertThatThrownBy(() -> rules.process(context(clientSession, null)))
          .isInstanceOfSatisfying(
              TokenInterceptorException.class,
              e -> {
                assertThat(e.getError()).isEqualTo("invalid_scope");
                assertThat(reported).containsExactly(e.getDescription());
              });
      verify(transaction).setRollbackOnly();
    }
  }

  @Nested
  class TheCost {

    @Test
    void forATokenWithNothingOfOursNoRoleIsReadAndNoClaimIsLookedAt() {
      request.scopes("profile", "email", "role:x").realmRoles("user");
      ClientSessionContext clientSession = request.session();

      rules.process(context(clientSession, null));

      verify(clientSession, never()).getRolesStream();
      verifyNoInteractions(claims);
      verify(request.client(), never()).getClientScopes(true);
    }
  }
}
