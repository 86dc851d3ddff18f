package io.fedrealm.extension.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"role", "fl.role", "fl.a.b", "nvflare_site", "https://fl/role", "a\\.b"})
  void ordinaryNamesAreAccepted(String name) {
    assertThatNoException().isThrownBy(() -> new ClaimName(name));
  }

  @ParameterizedTest
  @NullAndEmptySource
  void anEmptyNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClaimName(name))
        .withMessage("must not be empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "typ",
        "azp",
        "acr",
        "amr",
        "auth_time",
        "at_hash",
        "c_hash",
        "nonce",
        "sid",
        "session_state",
        "scope",
        "client_id",
        "cnf",
        "realm_access",
        "resource_access",
        "preferred_username",
        "act",
        "authorization",
        "allowed-origins",
        "email",
        "email_verified"
      })
  void aReservedNameIsRefusedAloneAndAsTheOutermostObject(String reserved) {
    for (String name : List.of(reserved, reserved + ".roles")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ClaimName(name))
          .withMessageStartingWith("is reserved");
    }
  }

  @Test
  void aReservedNameInsideAnotherObjectIsNoDanger() {
    assertThat(new ClaimName("fl.sub").path()).containsExactly("fl", "sub");
  }

  @Test
  void anEscapedDotDoesNotNestAndIsNotReservedByItsFirstPart() {
    assertThat(new ClaimName("sub\\.role").path()).containsExactly("sub.role");
  }

  @Test
  void anEscapedReservedNameIsStillReserved() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClaimName("s\\ub"))
        .withMessageStartingWith("is reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "a..b", ".a", "a.", "..", "a.b.", "a\\"})
  void malformedDotsAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClaimName(name))
        .withMessageStartingWith("is not well formed");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "ro le", "role ", "role\n", "role\u0000", "role\u00a0"})
  void whiteSpaceAndControlCharactersAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClaimName(name))
        .withMessageContaining("white space");
  }

  @Test
  void aLongMalformedNameIsRefusedQuickly() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimName("a.".repeat(2000)));
  }

  @ParameterizedTest
  @CsvSource({
    "fl_jobs, fl_jobs, true",
    "fl, fl.jobs, true",
    "fl.jobs.allow, fl.jobs, true",
    "fl.jobs, fl.studies, false",
    "fl_jobs, fl_studies, false",
    "fl, fl_jobs, false",
    "fl\\.jobs, fl, false"
  })
  void aClaimInsideAnotherOverlapsWithIt(String one, String other, boolean overlap) {
    assertThat(new ClaimName(one).overlaps(new ClaimName(other))).isEqualTo(overlap);
    assertThat(new ClaimName(other).overlaps(new ClaimName(one))).isEqualTo(overlap);
  }
}
