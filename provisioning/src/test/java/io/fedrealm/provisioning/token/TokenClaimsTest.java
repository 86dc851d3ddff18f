package io.fedrealm.provisioning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenClaimsTest {

  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private static TokenClaims claims(String payload) {
    return TokenClaims.decode(JwtSupport.jwt(HEADER, payload));
  }

  @Test
  void headerAndClaimsAreRead() {
    TokenClaims claims = claims("{\"iat\":1000,\"exp\":1300,\"role\":\"client\"}");

    assertThat(claims.algorithm()).isEqualTo("RS256");
    assertThat(claims.lifetimeSeconds()).contains(300L);
    assertThat(claims.claim("role"))
        .hasValueSatisfying(v -> assertThat(v.asText()).isEqualTo("client"));
    assertThat(claims.claim("project")).isEmpty();
  }

  @Test
  void aTokenWithoutAnEndHasNoLifetime() {
    assertThat(claims("{\"iat\":1000}").lifetimeSeconds()).isEmpty();
  }

  @Test
  void realmRolesComeInOrder() {
    TokenClaims claims = claims("{\"realm_access\":{\"roles\":[\"b\",\"a\"]}}");

    assertThat(claims.realmRoles()).containsExactly("a", "b");
    assertThat(claims("{}").realmRoles()).isEmpty();
  }

  @Test
  void textOutsideAsciiIsReadAsUtf8() {
    assertThat(claims("{\"role\":\"Prüfer\"}").claim("role").orElseThrow().asText())
        .isEqualTo("Prüfer");
  }

  @Test
  void anOpaqueTokenIsNamedAsSuchAndNotShown() {
    assertThatThrownBy(() -> TokenClaims.decode("opaque-token"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a signed JSON Web Token: 1 parts instead of 3")
        .hasMessageNotContaining("opaque-token");
  }

  @Test
  void aPartThatIsNoJsonObjectIsNamedAndNotShown() {
    assertThatThrownBy(() -> TokenClaims.decode(JwtSupport.jwt(HEADER, "[\"planted\"]")))
        .hasMessageContaining("its payload is not a JSON object")
        .hasMessageNotContaining("planted");
    assertThatThrownBy(() -> TokenClaims.decode(JwtSupport.jwt("planted{", "{}")))
        .hasMessageContaining("its header is not a JSON object")
        .hasMessageNotContaining("planted")
        .hasNoCause();
    assertThatThrownBy(() -> TokenClaims.decode("***.e30.x")).hasMessageContaining("its header");
  }
}
