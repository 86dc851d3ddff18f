package io.fedrealm.extension.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.RequestedScopes;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;

class ExactAudienceTest {

  private final TokenRequest request = TokenRequest.create();
  private final AccessToken token = new AccessToken();

  private void site(String name) {
    request.scope("site:" + name, Map.of("fl.exact.audience", "nvflare:demo:" + name));
  }

  private SortedSet<String> reasons() {
    return ExactAudience.of(RequestedScopes.of(request.session())).reasons(token);
  }

  @Test
  void aTokenForTheSiteAloneIsAllRight() {
    site("site-1");
    token.audience("nvflare:demo:site-1");

    assertThat(reasons()).isEmpty();
  }

  @Test
  void aFurtherAudienceIsRefused() {
    site("site-1");
    token.audience("nvflare:demo:site-1", "account");

    assertThat(reasons())
        .containsExactly(
            "scope 'site:site-1' is for the audience 'nvflare:demo:site-1' alone, this token would"
                + " be for 'account', 'nvflare:demo:site-1'");
  }

  @Test
  void aMissingAudienceIsRefused() {
    site("site-1");

    assertThat(reasons())
        .containsExactly(
            "scope 'site:site-1' is for the audience 'nvflare:demo:site-1' alone, this token would"
                + " be for none");
  }

  @Test
  void twoSitesCannotShareAToken() {
    site("site-1");
    site("site-2");
    token.audience("nvflare:demo:site-1", "nvflare:demo:site-2");

    assertThat(reasons()).hasSize(2);
  }

  @Test
  void aScopeThatKeycloakWithholdsDemandsItsAudienceToo() {
    request.withheld("site:site-1", Map.of("fl.exact.audience", "nvflare:demo:site-1"));

    assertThat(reasons()).hasSize(1);
  }

  @Test
  void noAudienceCanBeDemandedToo() {
    request.scope("fedn", Map.of("fl.exact.audience", "none"));
    assertThat(reasons()).isEmpty();

    token.audience("account");
    assertThat(reasons())
        .containsExactly("scope 'fedn' is for no audience, this token would be for 'account'");
  }

  @Test
  void otherScopesDemandNothing() {
    request.scopes("profile");
    token.audience("account", "other");

    assertThat(reasons()).isEmpty();
  }

  @Test
  void aResponseWithoutAnAccessTokenIsNoToken() {
    site("site-1");

    assertThat(ExactAudience.of(RequestedScopes.of(request.session())).reasons(null)).isEmpty();
  }
}
