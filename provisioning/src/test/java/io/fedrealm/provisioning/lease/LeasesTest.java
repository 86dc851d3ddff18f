package io.fedrealm.provisioning.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

  private final FakeKeycloak fake = new FakeKeycloak();
  private final AdminApi api = new AdminApi(fake.access());
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    api.close();
    fake.close();
  }

  private Leases leases(Duration patience) {
    return new Leases(api, patience, notes::add);
  }

  private static Holder other(String machine, long process) {
    return new Holder(
        "another", "ann", new RunningProcess("host-7", machine, process), SINCE, SINCE);
  }

  @Test
  void aFreeRealmIsTakenByARoleThatSaysWhoHoldsItAndGivenBack() {
    try (Lease lease = leases(Duration.ZERO).take("r")) {
      lease.check();
      assertThat(fake.leases().role().at("/attributes/user/0").asText())
          .isEqualTo(System.getProperty("user.name"));
      assertThat(fake.leases().role().at("/attributes/process/0").asLong())
          .isEqualTo(ProcessHandle.current().pid());
    }
    assertThat(fake.leases().role()).isNull();
    assertThat(notes).isEmpty();
  }

  @Test
  void aHeldRealmIsRefusedWithWhoHoldsItAndSinceWhen() {
    fake.leases().heldBy(other("elsewhere", 4711).attributes());

    assertThatThrownBy(() -> leases(Duration.ZERO).take("r"))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageStartingWith(
            "Realm r is being changed by ann on host-7 (process 4711) since 2026-01-02T03:04:05Z.");
    assertThat(fake.leases().role().at("/attributes/token/0").asText()).isEqualTo("another");
  }

  @Test
  void aHeldRealmIsWaitedForUntilItIsFree() throws InterruptedException {
    fake.leases().heldBy(other("elsewhere", 4711).attributes());
    Thread end =
        new Thread(
            () -> {
              while (fake.leases().requests().stream().filter("GET 200"::equals).count() < 3) {
                Thread.onSpinWait();
              }
              fake.leases().free();
            });
    end.start();

    leases(Duration.ofSeconds(60)).take("r").close();

    end.join();
    assertThat(notes)
        .containsExactly(
            "Waiting up to 60 s: Realm r is being changed by ann on host-7 (process 4711) since"
                + " 2026-01-02T03:04:05Z.");
  }

  @Test
  void theLeaseOfAProcessOfThisMachineThatHasEndedIsTakenOverAtOnce()
      throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    fake.leases().heldBy(other(RunningProcess.me().machine(), ended.pid()).attributes());

    leases(Duration.ZERO).take("r").close();

    assertThat(notes).hasSize(1).first().asString().startsWith("Took realm r over from ann on");
    assertThat(fake.leases().requests())
        .startsWith("POST 409", "GET 200", "GET 200", "DELETE 204", "POST 201");
  }

  @Test
  void aLeaseThatIsGoneStopsItsRun() {
    Lease lease = leases(Duration.ZERO).take("r");
    fake.leases().free();
    fake.leases().heldBy(other("elsewhere", 1).attributes());

    lease.renew();

    assertThatThrownBy(lease::check).hasMessageContaining("held by another run meanwhile");
    lease.close();
    assertThat(fake.leases().role()).as("the other's lease stays").isNotNull();
  }

  @Test
  void renewalChangesWhatOthersSee() {
    try (Lease lease = leases(Duration.ZERO).take("r")) {
      Holder before = Holder.of(fake.leases().role().path("attributes"));
      lease.renew();
      Holder after = Holder.of(fake.leases().role().path("attributes"));

      assertThat(after).isNotEqualTo(before);
      assertThat(after.token()).isEqualTo(before.token());
      assertThat(after.since()).isEqualTo(before.since());
    }
  }

  @Test
  void aRoleMadeByHandIsAHolderWithoutAName() {
    fake.leases().heldBy(new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode());

    assertThatThrownBy(() -> leases(Duration.ZERO).take("r"))
        .hasMessageContaining("(process 0) since 1970-01-01T00:00:00Z");
  }
}
