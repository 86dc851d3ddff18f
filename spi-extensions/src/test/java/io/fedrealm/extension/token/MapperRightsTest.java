package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.job.FlJobPolicyMapper;
import io.fedrealm.extension.project.FlProjectMapper;
import io.fedrealm.extension.role.FlRoleMapper;
import io.fedrealm.extension.site.FlSiteMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;

class MapperRightsTest {

  private static final List<FederationClaimMapper> OURS =
      List.of(
          new FlRoleMapper(), new FlProjectMapper(), new FlSiteMapper(), new FlJobPolicyMapper());
  private static final String PROPERTY = "oidc-usermodel-property-mapper";

  private final TokenRequest request = TokenRequest.create();
  private final KeycloakSessionFactory factories = mock();

  @BeforeEach
  void ourMappers() {
    OURS.forEach(
        mapper ->
            when(factories.getProviderFactory(eq(ProtocolMapper.class), eq(mapper.getId())))
                .thenReturn(mapper));
  }

  private MapperRights rights() {
    return MapperRights.of(
        factories,
        request.client(),
        request.session().getClientScopesStream().collect(Collectors.toList()));
  }

  private Set<String> ofTheClient(String provider, String... config) {
    request.ownMappers(mapper(provider, config));
    return rights().violations();
  }

  private Set<String> ofAScope(String provider, String... config) {
    request.scope("scope", Map.of(), mapper(provider, config));
    return rights().violations();
  }

  private static ProtocolMapperModel mapper(String provider, String... config) {
    return TokenRequest.mapper(
        provider,
        Arrays.stream(config)
            .map(entry -> entry.split("=", 2))
            .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1])));
  }

  @Nested
  class AClaimOfAFramework {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "role",
          "project",
          "fl",
          "fl_site",
          "fl_anything",
          "nvflare_jobs",
          "nvflare_project",
          "role.name",
          "r\\ole",
          "project.a.b"
        })
    void isWrittenByNoOtherMapper(String claim) {
      assertThat(ofAScope(PROPERTY, "user.attribute=firstName", "claim.name=" + claim))
          .singleElement()
          .asString()
          .startsWith("protocol mapper 'our " + PROPERTY + "' of scope 'scope' must not write");
      assertThat(ofTheClient(PROPERTY, "user.attribute=firstName", "claim.name=" + claim))
          .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "role\\.x", "my_role", "nvflare", "Role", "groups", "name"})
    void isNotOneThatOnlyLooksLikeIt(String claim) {
      assertThat(ofTheClient(PROPERTY, "user.attribute=firstName", "claim.name=" + claim))
          .isEmpty();
    }

    @Test
    void isWrittenByTheMapperOfItsKindInAClientScope() {
      OURS.forEach(
          mapper ->
              request.scope(
                  mapper.getId(),
                  Map.of(),
                  mapper(mapper.getId(), "fl.role.table=[{\"key\":\"a\",\"value\":\"b\"}]")));

      assertThat(rights().violations()).isEmpty();
      assertThat(rights().isUnexplained("role")).isFalse();
      assertThat(rights().isUnexplained("fl_jobs")).isFalse();
      assertThat(rights().isUnexplained("nvflare_jobs")).isTrue();
      assertThat(rights().isUnexplained("locale")).isFalse();
    }

    @Test
    void isNotWrittenByAMapperOfTheClientItself() {
      assertThat(
              ofTheClient(
                  FlRoleMapper.PROVIDER_ID, "fl.role.table=[{\"key\":\"a\",\"value\":\"b\"}]"))
          .containsExactly(
              "protocol mapper 'our fl-role-mapper' of client 'app' must not write the claim"
                  + " 'role'");
    }

    @Test
    void isNotWrittenByAMapperOfAnotherKind() {
      assertThat(
              ofAScope(
                  FlSiteMapper.PROVIDER_ID,
                  "fl.site.claim.name=role",
                  "fl.org.claim.name=nvflare_org"))
          .singleElement()
          .asString()
          .endsWith("must not write the claim 'role'");
    }

    @Test
    void canHaveAnyOtherNameInAClientScope() {
      assertThat(
              ofAScope(
                  FlSiteMapper.PROVIDER_ID,
                  "fl.site.claim.name=fl.where",
                  "fl.org.claim.name=fl_organisation"))
          .isEmpty();
    }

    @Test
    void theProjectOfNvidiaFlareIsAConstantOfItsScope() {
      String[] constant = {"claim.name=nvflare_project", "claim.value=demo"};

      assertThat(ofAScope("oidc-hardcoded-claim-mapper", constant)).isEmpty();
      assertThat(ofTheClient("oidc-hardcoded-claim-mapper", constant)).hasSize(1);
    }

    @Test
    void hasItsNameWhereverItIsCounted() {
      assertThat(OURS)
          .flatExtracting(FederationClaimMapper::ownClaims)
          .containsExactlyInAnyOrderElementsOf(FederationClaimMapper.USUAL_CLAIMS);
    }
  }

  @Nested
  class AClaimOfTheProtocol {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "sub",
          "aud",
          "azp",
          "acr",
          "amr",
          "sid",
          "cnf",
          "act",
          "client_id",
          "email",
          "email_verified",
          "preferred_username",
          "auth_time",
          "realm_access",
          "realm_access.roles",
          "resource_access.app.roles",
          "authorization",
          "allowed-origins"
        })
    void isNotMadeOfWhatSomebodyChooses(String claim) {
      for (String provider :
          List.of(
              PROPERTY,
              "oidc-usermodel-attribute-mapper",
              "oidc-hardcoded-claim-mapper",
              "oidc-usersessionmodel-note-mapper",
              "oidc-claims-param-value-idtoken-mapper",
              "oidc-group-membership-mapper",
              "oidc-script-based-protocol-mapper",
              "somebody-elses-mapper")) {
        assertThat(
                ofTheClient(
                    provider,
                    "user.attribute=firstName",
                    "user.session.note=x",
                    "claim.value=x",
                    "claim.name=" + claim))
            .as(provider)
            .hasSize(1);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "oidc-usermodel-attribute-mapper, email, email",
      "oidc-usermodel-property-mapper, emailVerified, email_verified",
      "oidc-usermodel-attribute-mapper, username, preferred_username",
      "oidc-usermodel-attribute-mapper, email, preferred_username"
    })
    void isMadeOfWhatItIsAbout(String provider, String attribute, String claim) {
      assertThat(ofTheClient(provider, "user.attribute=" + attribute, "claim.name=" + claim))
          .isEmpty();
      assertThat(
              ofTheClient(
                  provider,
                  "user.attribute=" + attribute,
                  "claim.name=" + claim,
                  "aggregate.attrs=true"))
          .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "oidc-sub-mapper",
          "oidc-sha256-pairwise-sub-mapper",
          "oidc-audience-resolve-mapper",
          "oidc-acr-mapper",
          "oidc-amr-mapper",
          "oidc-allowed-origins-mapper",
          "oidc-full-name-mapper",
          "oidc-address-mapper",
          "oidc-claims-param-token-mapper"
        })
    void isLeftToKeycloaksMapperForIt(String provider) {
      assertThat(ofTheClient(provider)).isEmpty();
    }

    @Test
    void tellsTheRolesThatAreHeld() {
      String list = "multivalued=true";
      assertThat(
              ofTheClient(
                  "oidc-usermodel-realm-role-mapper", list, "claim.name=realm_access.roles"))
          .isEmpty();
      assertThat(
              ofTheClient(
                  "oidc-usermodel-client-role-mapper",
                  list,
                  "claim.name=resource_access.${client_id}.roles"))
          .isEmpty();
      assertThat(
              ofTheClient(
                  "oidc-usermodel-client-role-mapper",
                  list,
                  "usermodel.clientRoleMapping.clientId=a.b",
                  "claim.name=resource_access.${client_id}.roles"))
          .isEmpty();
      assertThat(
              ofAScope(
                  "oidc-usermodel-realm-role-mapper", list, "claim.name=resource_access.app.roles"))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "oidc-usermodel-realm-role-mapper claim.name=realm_access.roles",
          "oidc-usermodel-realm-role-mapper claim.name=realm_access.roles multivalued=true"
              + " usermodel.realmRoleMapping.rolePrefix=demo:",
          "oidc-usermodel-realm-role-mapper claim.name=realm_access multivalued=true",
          "oidc-usermodel-realm-role-mapper claim.name=resource_access.app.roles multivalued=true",
          "oidc-usermodel-client-role-mapper claim.name=realm_access.roles multivalued=true",
          "oidc-usermodel-client-role-mapper claim.name=resource_access.other.roles"
              + " multivalued=true usermodel.clientRoleMapping.clientId=app",
          "oidc-usermodel-client-role-mapper claim.name=resource_access.${client_id}.roles"
              + " multivalued=true usermodel.clientRoleMapping.rolePrefix=x",
          "oidc-usermodel-client-role-mapper claim.name=${client_id}",
          "oidc-usermodel-client-role-mapper claim.name=${client_id}"
              + " usermodel.clientRoleMapping.clientId=role",
          "oidc-hardcoded-role-mapper role=admin",
          "oidc-role-name-mapper role=offline_access new.role.name=admin"
        })
    void doesNotTellOthers(String mapper) {
      String[] parts = mapper.split(" ", 2);

      assertThat(ofTheClient(parts[0], parts[1].split(" "))).hasSize(1);
    }
  }

  @Nested
  class APromisedClaim {

    @Test
    void isWrittenByAMapperOfAClientScopeOnly() {
      request.scope("certificate", Map.of("fl.required.claims", "groups,where.exactly"));
      String[] groups = {"claim.name=groups"};

      assertThat(ofAScope("oidc-group-membership-mapper", groups)).isEmpty();
      assertThat(rights().isUnexplained("groups")).isFalse();
      assertThat(rights().isUnexplained("where")).isTrue();
      assertThat(ofTheClient("oidc-group-membership-mapper", groups)).hasSize(1);
      assertThat(ofTheClient("oidc-group-membership-mapper", "claim.name=where")).hasSize(1);
    }
  }

  @Nested
  class ARealm {

    @Test
    void namesFurtherClaimsAndOpensOthers() {
      when(request.realm().getAttribute("fl.claims.trusted")).thenReturn("tenant, level");
      when(request.realm().getAttribute("fl.claims.open")).thenReturn("role,sub");

      assertThat(ofTheClient(PROPERTY, "claim.name=tenant")).hasSize(1);
      assertThat(ofTheClient(PROPERTY, "claim.name=level.x")).hasSize(1);
      assertThat(ofTheClient(PROPERTY, "claim.name=role")).isEmpty();
      assertThat(ofTheClient(PROPERTY, "claim.name=sub")).isEmpty();
      assertThat(ofTheClient(PROPERTY, "claim.name=project")).hasSize(1);
    }
  }

  @Nested
  class AnExactAudience {

    private static final Map<String, String> DEMAND = Map.of("fl.exact.audience", "site-1");

    @ParameterizedTest
    @ValueSource(strings = {"included.custom.audience", "included.client.audience"})
    void isForTokensWithItsScopeOnly(String property) {
      ProtocolMapperModel audience = mapper("oidc-audience-mapper", property + "=site-1");
      request.notRequested("site:1", DEMAND).ownMappers(audience);

      assertThat(rights().violations())
          .containsExactly("the audience 'site-1' is for tokens with the scope 'site:1' only");
      request.scope("site:1", DEMAND);
      assertThat(rights().violations()).isEmpty();
    }

    @Test
    void isNotLookedForWhereNoOtherAudienceIsAdded() {
      request.scope(
          "site:1", DEMAND, mapper("oidc-audience-mapper", "included.custom.audience=site-1"));

      assertThat(rights().violations()).isEmpty();
      verify(request.realm(), never()).getClientScopesStream();
    }
  }

  @Test
  void aMapperOfAnotherProtocolIsNotLookedAt() {
    ProtocolMapperModel saml = mapper("saml-hardcoded-attribute-mapper", "claim.name=role");
    saml.setProtocol("saml");
    request.ownMappers(saml);

    assertThat(rights().violations()).isEmpty();
    verify(factories, never()).getProviderFactory(any(), any());
  }
}
