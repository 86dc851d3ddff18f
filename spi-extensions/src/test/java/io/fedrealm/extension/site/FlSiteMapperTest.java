package io.fedrealm.extension.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.Contexts;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperDecision;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

class FlSiteMapperTest {

  private static final ClaimName SITE = new ClaimName("fl_site");
  private static final ClaimName ORG = new ClaimName("fl_org");

  private final FlSiteMapper mapper = new FlSiteMapper();

  private MapperDecision decide(Map<String, List<String>> groups, Map<String, String> ownClient)
      throws MapperConfigException {
    return mapper
        .rule(TokenRequest.mapper(FlSiteMapper.PROVIDER_ID, Map.of()))
        .evaluate(Contexts.of(groups, ownClient));
  }

  @Nested
  class TheDecision {

    @Test
    void aPersonIsOfTheSiteOfItsGroups() throws MapperConfigException {
      assertThat(
              decide(Map.of("fl.site", List.of("site-1"), "fl.org", List.of("org_a")), Map.of())
                  .claims())
          .isEqualTo(Map.of(SITE, "site-1", ORG, "org_a"));
    }

    @Test
    void aServiceAccountIsOfTheSiteOfItsClient() throws MapperConfigException {
      assertThat(decide(Map.of(), Map.of("fl.site", "site-1", "fl.org", "org_a")).claims())
          .isEqualTo(Map.of(SITE, "site-1", ORG, "org_a"));
    }

    @Test
    void theSameValueInSeveralPlacesIsOne() throws MapperConfigException {
      assertThat(
              decide(Map.of("fl.site", List.of("site-1", "site-1")), Map.of("fl.site", "site-1"))
                  .claims())
          .isEqualTo(Map.of(SITE, "site-1"));
    }

    @Test
    void aPersonOfTwoSitesOfOneOrganisationHasNoSiteButTheOrganisation()
        throws MapperConfigException {
      MapperDecision decision =
          decide(
              Map.of("fl.site", List.of("site-1", "site-2"), "fl.org", List.of("org_a", "org_a")),
              Map.of());

      assertThat(decision)
          .isEqualTo(
              new MapperDecision(
                  Map.of(ORG, "org_a"),
                  Map.of(SITE, "the subject has several values of fl.site"),
                  null));
    }

    @Test
    void aClientAndAGroupThatDisagreeGiveNoSite() throws MapperConfigException {
      assertThat(decide(Map.of("fl.site", List.of("site-2")), Map.of("fl.site", "site-1")).claims())
          .isEmpty();
    }

    @Test
    void aSubjectOfNoSiteHasNoClaimAndNothingIsWrong() throws MapperConfigException {
      assertThat(decide(Map.of("fl.site", List.of("")), Map.of()))
          .isEqualTo(new MapperDecision(Map.of(), Map.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"site 1", "site/1", "größe", "a,b", " site-1", "site-1\n"})
    void aValueThatIsNoNameGivesNoClaim(String value) throws MapperConfigException {
      assertThat(decide(Map.of("fl.site", List.of(value)), Map.of()))
          .isEqualTo(
              new MapperDecision(
                  Map.of(),
                  Map.of(
                      SITE,
                      "fl.site of the subject is no name of letters, digits, '.', '_' and '-'"),
                  null));
    }

    @Test
    void aNameThatWouldBlowUpTheTokenGivesNoClaim() throws MapperConfigException {
      assertThat(decide(Map.of("fl.site", List.of("x".repeat(129))), Map.of()).claims()).isEmpty();
      assertThat(decide(Map.of("fl.site", List.of("x".repeat(128))), Map.of()).claims()).hasSize(1);
    }
  }

  @Nested
  class WhenSaved {

    private void save(Map<String, String> config) throws ProtocolMapperConfigException {
      mapper.validateConfig(
          null, null, null, TokenRequest.mapper(FlSiteMapper.PROVIDER_ID, config));
    }

    @Test
    void theDefaultsAndNvflaresNamesAreAccepted() {
      assertThatNoException().isThrownBy(() -> save(Map.of()));
      assertThatNoException()
          .isThrownBy(
              () ->
                  save(
                      Map.of(
                          "fl.site.claim.name",
                          "nvflare_site",
                          "fl.org.claim.name",
                          "nvflare_org")));
    }

    @ParameterizedTest
    @CsvSource({
      "fl.site.claim.name, sub, Site claim name: is reserved",
      "fl.org.claim.name, .a, Organisation claim name: is not well formed",
      "fl.org.claim.name, fl_site, 'Organisation claim name: must differ from the site claim name'",
      "fl.org.claim.name, fl_site.org, 'Organisation claim name: must differ from the site claim'"
    })
    void aNameThatCannotBeUsedIsRefusedByItsLabel(String key, String value, String message) {
      assertThatThrownBy(() -> save(Map.of(key, value)))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessageStartingWith(message)
          .extracting(Throwable::getMessage)
          .satisfies(
              text -> assertThat(MessageFormat.format(text, (Object[]) null)).isEqualTo(text));
    }
  }

  @Test
  void theClaimsAreWrittenWhereTheyAreConfigured() {
    TokenRequest request = TokenRequest.create();
    when(request.user().getServiceAccountClientLink()).thenReturn("id-of-the-client");
    when(request.client().getAttribute("fl.site")).thenReturn("site-1");
    when(request.client().getAttribute("fl.org")).thenReturn("org_a");

    IDToken token =
        mapper.transformIDToken(
            new IDToken(),
            TokenRequest.mapper(
                FlSiteMapper.PROVIDER_ID,
                Map.of(
                    "fl.site.claim.name", "fl.site",
                    "fl.org.claim.name", "fl.org",
                    "id.token.claim", "true")),
            mock(KeycloakSession.class),
            null,
            request.session());

    assertThat(token.getOtherClaims())
        .isEqualTo(Map.of("fl", Map.of("site", "site-1", "org", "org_a")));
  }

  @Test
  void thePropertiesAreThoseOfTheMapperAndTheSwitchesForEachKindOfToken() {
    assertThat(mapper.getConfigProperties())
        .extracting(ProviderConfigProperty::getName)
        .containsExactly(
            "fl.site.claim.name",
            "fl.org.claim.name",
            "id.token.claim",
            "access.token.claim",
            "lightweight.claim",
            "userinfo.token.claim",
            "introspection.token.claim");
  }
}
