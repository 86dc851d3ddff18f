package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.RequestedScopes;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

class RequiredClaimsTest {

  private final TokenRequest request = TokenRequest.create();
  private final AccessToken token = new AccessToken();

  private static Map<String, String> promising(String claims) {
    return Map.of("fl.required.claims", claims);
  }

  private SortedSet<String> broken() {
    return RequiredClaims.of(RequestedScopes.of(request.session()))
        .missingIn(JsonSerialization.mapper.valueToTree(token))
        .reasons(Map.of());
  }

  @Test
  void withoutAPromiseThereIsNothingToCheck() {
    request.scopes("profile").scope("empty", promising(" , "));

    assertThat(RequiredClaims.of(RequestedScopes.of(request.session())).isEmpty()).isTrue();
    assertThat(broken()).isEmpty();
  }

  @Test
  void everyPromisedClaimThatIsMissingIsNamedWithItsScope() {
    request.scope("fedn", promising("project, role"));
    token.getOtherClaims().put("role", "admin");

    assertThat(broken())
        .containsExactly(
            "scope 'fedn' promises the claim 'project', which this token would not have");
  }

  @Test
  void keptPromisesGiveNoReason() {
    request.scope("fedn", promising("role,fl.site,aud,sub"));
    token.getOtherClaims().put("role", "admin");
    token.getOtherClaims().put("fl", Map.of("site", "a"));
    token.audience("controller").subject("somebody");

    assertThat(broken()).isEmpty();
  }

  @Test
  void dotsLeadIntoObjects() {
    request.scope("fedn", promising("fl.site"));
    token.getOtherClaims().put("fl.site", "a");
    token.getOtherClaims().put("fl", Map.of("org", "b"));

    assertThat(broken()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anEmptyStringIsNoClaim(String value) {
    request.scope("fedn", promising("role"));
    token.getOtherClaims().put("role", value);

    assertThat(broken()).hasSize(1);
  }

  @Test
  void emptyArraysAndObjectsAndNullAreNoClaims() {
    request.scope("fedn", promising("a,b,c"));
    token.getOtherClaims().put("a", List.of());
    token.getOtherClaims().put("b", Map.of());
    token.getOtherClaims().put("c", null);

    assertThat(broken()).hasSize(3);
  }

  @Test
  void falseAndZeroAreClaims() {
    request.scope("fedn", promising("a,b"));
    token.getOtherClaims().put("a", false);
    token.getOtherClaims().put("b", 0);

    assertThat(broken()).isEmpty();
  }

  @Test
  void aScopeThatKeycloakWithholdsPromisesAllTheSame() {
    request.withheld("fedn", promising("role"));

    assertThat(broken())
        .containsExactly("scope 'fedn' promises the claim 'role', which this token would not have");
  }

  @Test
  void theClientItselfCanPromise() {
    when(request.client().getAttribute("fl.required.claims")).thenReturn("role");

    assertThat(broken())
        .containsExactly("client 'app' promises the claim 'role', which this token would not have");
  }
}
