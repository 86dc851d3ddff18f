package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.MapperDecision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RoleModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** What a mapper of somebody else's code may have done to a token. */
class ClaimOriginsTest {

  private final TokenRequest request = TokenRequest.create().realmRoles("user", "writer");
  private final AccessToken token = new AccessToken();

  @BeforeEach
  void aTokenAsKeycloakMakesIt() {
    when(request.user().getId()).thenReturn("id-of-the-user");
    token.issuedFor("app").subject("id-of-the-user");
  }

  private Set<String> reasons(MapperDecision... decisions) {
    return reasons(request.session(), decisions);
  }

  private Set<String> reasons(ClientSessionContext session, MapperDecision... decisions) {
    KeycloakSessionFactory factories = mock();
    MapperRights rights =
        MapperRights.of(factories, request.client(), session.getClientScopesStream().toList());
    return new ClaimOrigins(token, session)
        .reasons(rights, List.of(decisions), () -> JsonSerialization.mapper.valueToTree(token));
  }

  private static MapperDecision decided(String claim, Object value) {
    return new MapperDecision.Builder().claim(new ClaimName(claim), value).build();
  }

  @Test
  void nothingIsRefused() {
    token.setRealmAccess(new AccessToken.Access().addRole("user"));
    token.getOtherClaims().put("locale", "en");

    assertThat(reasons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "project", "fl_site", "nvflare_jobs", "sub", "aud", "azp", "iss"})
  void aClaimThatNobodyMayWriteIsRefused(String name) {
    token.getOtherClaims().put(name, "admin");

    assertThat(reasons()).containsExactly("no mapper may write the claim '" + name + "'");
  }

  @Test
  void anotherClientOrSubjectIsRefused() {
    token.issuedFor("other").subject("another");

    assertThat(reasons())
        .containsExactly(
            "the claim 'azp' would name another client",
            "the claim 'sub' would name another subject");
  }

  @Test
  void aPairwiseSubjectIsNobodyElse() {
    token.subject("a-pseudonym");
    request.ownMappers(TokenRequest.mapper("oidc-sha256-pairwise-sub-mapper", Map.of()));

    assertThat(reasons()).isEmpty();
  }

  @Test
  void aRoleThatIsNotHeldIsRefused() {
    token.setRealmAccess(new AccessToken.Access().addRole("admin"));
    token.addAccess("api").addRole("admin");

    assertThat(reasons()).hasSize(2);
  }

  @Test
  void rolesOfClientsAreThoseOfThatClient() {
    RoleModel role = TokenRequest.clientRole("api", "reader");
    ClientSessionContext session = request.session();
    lenient().when(session.getRolesStream()).thenAnswer(call -> List.of(role).stream());
    token.addAccess("api").addRole("reader");
    assertThat(reasons(session)).isEmpty();

    token.addAccess("other").addRole("reader");
    assertThat(reasons(session)).hasSize(1);
  }

  @Test
  void aClaimIsWhatOurMapperHasDecided() {
    request.scope("scope", Map.of("fl.required.claims", "x"));
    token.getOtherClaims().put("where", Map.of("site", "a"));
    assertThat(reasons(decided("where.site", "a"), decided("where.site", "b"))).isEmpty();
    assertThat(reasons(decided("where.org", "o"))).isEmpty();

    assertThat(reasons(decided("where.site", "b")))
        .containsExactly("the claim 'where.site' would be another than decided");
  }
}
