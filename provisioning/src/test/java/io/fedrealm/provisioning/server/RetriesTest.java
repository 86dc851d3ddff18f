package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

  private final FakeKeycloak fake = new FakeKeycloak();
  private final AdminApi api = new AdminApi(fake.access(), new Retries(List.of(1L, 1L, 1L)));

  @AfterEach
  void stop() {
    api.close();
    fake.close();
  }

  @ParameterizedTest(name = "status {0}; 0: the connection breaks")
  @ValueSource(ints = {0, 401, 429, 500, 502, 503, 504})
  void aReadIsRepeatedUntilItIsAnswered(int status) {
    fake.answer("GET", "/before", 200, "{}");
    fake.answer("GET", "/x", status, "{}").answer("GET", "/x", 200, "{\"a\":1}");
    api.get("before");

    assertThat(api.get("x")).hasValueSatisfying(x -> assertThat(x.path("a").asInt()).isOne());
  }

  @ParameterizedTest(name = "{0} after status {1}")
  @CsvSource({
    "PUT, 0",
    "PUT, 503",
    "PUT, 429",
    "DELETE, 0",
    "DELETE, 502",
    "POST, 429",
    "POST, 401"
  })
  void aWriteThatCanBeRepeatedIs(String method, int status) {
    fake.answer("GET", "/before", 200, "{}");
    fake.answer(method, "/x", status, "{}").answer(method, "/x", 204, "");
    api.get("before");

    api.write(method, null, "x");

    assertThat(fake.writes()).hasSize(2);
  }

  @ParameterizedTest(name = "status {0}; 0: the connection breaks")
  @ValueSource(ints = {0, 500, 502, 503, 504})
  void aPostThatMayHaveBeenCarriedOutIsNotRepeated(int status) {
    fake.answer("GET", "/before", 200, "{}").answer("POST", "/x", status, "{}");
    api.get("before");

    assertThatThrownBy(() -> api.write("POST", JsonNodeFactory.instance.objectNode(), "x"))
        .isInstanceOf(AdminApi.UncertainException.class);
    assertThat(fake.writes()).hasSize(1);
  }

  @ParameterizedTest(name = "status {0}")
  @ValueSource(ints = {400, 403, 404, 409})
  void aRefusalIsNotRepeated(int status) {
    fake.answer("PUT", "/x", status, "{}");

    assertThatThrownBy(() -> api.write("PUT", null, "x"))
        .isInstanceOf(AdminApi.RefusedException.class);
    assertThat(fake.writes()).hasSize(1);
  }

  @Test
  void aServerThatStaysBusyIsGivenUp() {
    fake.answer("GET", "/x", 503, "{}");

    assertThatThrownBy(() -> api.get("x")).hasMessageContaining("503");
    assertThat(fake.requests()).hasSize(4);
  }

  @Test
  void aServerThatNeverWasThereIsNotWaitedFor() {
    fake.close();
    Retries forever = new Retries(List.of(1_000_000L));
    try (AdminApi nobody = new AdminApi(fake.access(), forever)) {
      assertThatThrownBy(() -> nobody.get("x"))
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
    }
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Retries.USUAL.again(7))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatTheServerAsksForIsWaitedAndNoMoreThanOnceForEachWait() {
    assertThat(Retries.NONE.again(1)).isFalse();
    assertThat(new Retries(List.of(1L)).again(1)).isTrue();
    assertThat(new Retries(List.of(1L)).again(2)).isFalse();
    assertThat(Retries.USUAL.atMost(0).again(1)).isFalse();
  }
}
