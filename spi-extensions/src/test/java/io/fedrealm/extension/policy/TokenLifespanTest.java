package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLifespanTest {

  private final PolicyRealm given = new PolicyRealm("fl");

  private List<String> problems() {
    return TokenLifespan.problems(given.client, given.realm, 600);
  }

  private void lifespan(String seconds) {
    given.attributes(Map.of("access.token.lifespan", seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"600", "1", "0", ""})
  void aLifespanUpToTheBoundIsAllowed(String seconds) {
    lifespan(seconds);

    assertThat(problems()).isEmpty();
  }

  @Test
  void aLongerOneIsNamedWithItsAttribute() {
    lifespan("601");

    assertThat(problems())
        .containsExactly("access.token.lifespan is 601 seconds; 600 seconds are allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", " 60", "1e9", "99999999999"})
  void whatKeycloakCannotReadIsNoNumber(String seconds) {
    lifespan(seconds);

    assertThat(problems()).containsExactly("access.token.lifespan is not a number of seconds");
  }

  @Test
  void withoutTheAttributeTheRealmsLifespanCounts() {
    when(given.realm.getAccessTokenLifespan()).thenReturn(3600);

    assertThat(problems())
        .containsExactly(
            "the access token lifespan of the realm is 3600 seconds; 600 seconds are allowed");
  }

  @Test
  void asLongAsTheSessionIsTheLongestSession() {
    lifespan("-1");
    when(given.realm.getSsoSessionMaxLifespan()).thenReturn(300);
    assertThat(problems()).isEmpty();

    when(given.realm.getSsoSessionMaxLifespanRememberMe()).thenReturn(86_400);
    assertThat(problems())
        .containsExactly(
            "access.token.lifespan is that of the session, 86400 seconds; 600 seconds are allowed");
  }

  @Test
  void theImplicitFlowHasALifespanOfItsOwn() {
    when(given.client.isImplicitFlowEnabled()).thenReturn(true);

    assertThat(problems())
        .containsExactly(
            "the access token lifespan of the realm for the implicit flow is 900 seconds; 600"
                + " seconds are allowed");
  }
}
