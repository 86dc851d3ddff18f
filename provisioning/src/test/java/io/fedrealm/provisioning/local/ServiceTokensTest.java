package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.server.LocalRealm.LocalService;
import io.fedrealm.provisioning.token.JwtSupport;
import io.fedrealm.provisioning.token.TokenClaims;
import io.fedrealm.provisioning.token.TokenClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {

  private static String describe(String payload) {
    return ServiceTokens.describe(
        TokenClaims.decode(JwtSupport.jwt("{\"alg\":\"RS256\"}", payload)));
  }

  @Test
  void theClaimsOfAFrameworkAreShown() {
    assertThat(describe("{\"role\":\"client\",\"project\":\"demo\",\"sub\":\"x\"}"))
        .isEqualTo("role=client project=demo");
    assertThat(describe("{\"role\":[\"a\",\"b\"]}")).isEqualTo("role=[\"a\",\"b\"]");
  }

  @Test
  void realmRolesAreShownWithoutThoseThatEverybodyHas() {
    assertThat(
            describe(
                "{\"realm_access\":{\"roles\":[\"default-roles-r\",\"offline_access\","
                    + "\"uma_authorization\",\"Data-Admin\"]}}"))
        .isEqualTo("realm_access.roles=Data-Admin");
  }

  @Test
  void aTokenWithoutAnyOfThemSaysSo() {
    assertThat(describe("{\"realm_access\":{\"roles\":[\"offline_access\"]}}"))
        .isEqualTo("no role");
  }

  @Test
  void aServiceWhoseSecretIsUnknownIsNamed() {
    LocalService service = new LocalService("svc", "", "http://127.0.0.1:1/token", "SVC_SECRET");

    assertThatThrownBy(() -> new ServiceTokens(new TokenClient(), Map.of()).attempt("r", service))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("SVC_SECRET");
  }
}
