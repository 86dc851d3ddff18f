package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureAlgorithmsTest {

  private final PolicyRealm given = new PolicyRealm("fl");

  private List<String> problems() {
    return SignatureAlgorithms.problems(given.client, given.realm);
  }

  @ParameterizedTest
  @CsvSource({
    "access.token.signed.response.alg, ES256",
    "access.token.signed.response.alg, HS256",
    "access.token.signed.response.alg, none",
    "access.token.signed.response.alg, rs256",
    "id.token.signed.response.alg, PS256",
    "authorization.signed.response.alg, EdDSA",
    "user.info.response.signature.alg, RS512"
  })
  void anyOtherAlgorithmIsNamedWithItsAttribute(String attribute, String algorithm) {
    given.attributes(Map.of(attribute, algorithm));

    assertThat(problems())
        .containsExactly(attribute + " is " + algorithm + "; only RS256 is allowed");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = "RS256")
  void rs256AsTheDefaultOfTheRealmIsEnough(String realmDefault) {
    when(given.realm.getDefaultSignatureAlgorithm()).thenReturn(realmDefault);

    assertThat(problems()).isEmpty();
  }

  @Test
  void anotherDefaultOfTheRealmIsWhatTheMissingAttributesMean() {
    when(given.realm.getDefaultSignatureAlgorithm()).thenReturn("ES256");
    given.attributes(
        Map.of(
            "access.token.signed.response.alg", "RS256", "authorization.signed.response.alg", ""));

    assertThat(problems())
        .containsExactly(
            "id.token.signed.response.alg, authorization.signed.response.alg are not set and the"
                + " default signature algorithm of the realm is ES256; only RS256 is allowed");
  }

  @Test
  void aClientThatStatesRs256EverywhereDoesNotDependOnTheRealm() {
    when(given.realm.getDefaultSignatureAlgorithm()).thenReturn("ES256");
    given.attributes(
        Map.of(
            "access.token.signed.response.alg",
            "RS256",
            "id.token.signed.response.alg",
            "RS256",
            "authorization.signed.response.alg",
            "RS256"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void userInformationWithoutTheAttributeIsNotSignedAtAll() {
    given.attributes(Map.of("user.info.response.signature.alg", ""));

    assertThat(problems()).isEmpty();
  }
}
