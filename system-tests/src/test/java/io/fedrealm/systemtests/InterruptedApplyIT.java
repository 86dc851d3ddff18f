package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.CountingProxy.Fate;
import io.fedrealm.systemtests.support.InterruptedRealm;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An apply that is killed, or loses its connection, at any write, and is run again, ends in the
 * same realm as one that nobody disturbed. And two at once do not meet.
 */
@ExtendWith(LocalKeycloak.class)
class InterruptedApplyIT {

  /** How often a run is killed at least before one gets to the end. */
  private static final int KILLS = 50;

  @TempDir private static Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static InterruptedRealm realm;
  private static String undisturbed;
  private static int writes;

  @BeforeAll
  static void applyWithoutDisturbance(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    realm = new InterruptedRealm(folder);
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      assertThat(apply("undisturbed", proxy).await().exitCode()).isZero();
      writes = proxy.writes().size();
    }
    undisturbed = RealmExport.comparable(admin, "undisturbed");
  }

  private static Cli.Running apply(String name, CountingProxy proxy, String... options) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(realm.variables(name));
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return Cli.start(environment, realm.arguments(options));
  }

  /**
   * Each run is killed at its first change, once the server has made it, or at its second, before
   * the server gets it: so the next one always starts at a point further on. The first two writes
   * of a run remove the lease of the one before and take another; every fourth run is killed there.
   */
  private static int killedAtWrite(int run) {
    return run % 4 == 3 ? 1 + run / 4 % 2 : run % 3 == 2 ? 4 : 3;
  }

  @Test
  void aRunThatIsKilledAtFiftyPointsAndRunAgainEndsInTheSameRealm() {
    int kills = 0;
    while (killed("killed", kills)) {
      kills++;
    }

    assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    assertThat(RealmExport.comparable(admin, "killed")).isEqualTo(undisturbed);
  }

  /** Whether the run met its end; else it came to its own. */
  private static boolean killed(String name, int run) {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      AtomicReference<Cli.Running> process = new AtomicReference<>();
      int last = killedAtWrite(run);
      boolean before = last == 4 || run % 8 == 3;
      proxy.fates(
          write -> {
            if (write == last && before) {
              proxy.goAway();
              process.get().kill();
            }
            return write < last ? Fate.PASSES : write > last ? Fate.LOST : Fate.UNANSWERED;
          });
      proxy.afterUnanswered(
          () -> {
            proxy.goAway();
            process.get().kill();
          });
      process.set(apply(name, proxy, "--parallel", "2"));
      int exitCode = process.get().await().exitCode();
      assertThat(exitCode).as("killed, or done").isIn(0, 128 + 9);
      return exitCode != 0;
    }
  }

  @Test
  void aConnectionThatBreaksAtAnyWriteIsMendedByTheSameRun() {
    for (int broken = 1; broken <= writes; broken += 4) {
      String name = "broken-" + broken;
      int at = broken;
      Fate fate = broken % 8 == 1 ? Fate.LOST : Fate.UNANSWERED;
      try (CountingProxy proxy = new CountingProxy(server.url())) {
        proxy.fates(write -> write == at ? fate : Fate.PASSES);
        Cli.Result result = apply(name, proxy).await();
        assertThat(result.exitCode()).as(name + ": " + result.err()).isZero();
      }
      assertThat(RealmExport.comparable(admin, name)).as(name).isEqualTo(undisturbed);
      admin.write("DELETE", name, null);
    }
  }

  @Test
  void twoRunsAtOnceDoTheirWorkOneAfterTheOther() {
    try (CountingProxy one = new CountingProxy(server.url());
        CountingProxy two = new CountingProxy(server.url())) {
      List<Cli.Result> results =
          List.of(apply("at-once", one), apply("at-once", two)).stream()
              .map(Cli.Running::await)
              .toList();

      assertThat(results).extracting(Cli.Result::exitCode).containsExactly(0, 0);
      assertThat(RealmExport.comparable(admin, "at-once")).isEqualTo(undisturbed);
      assertThat(one.writes().size() + two.writes().size()).isLessThan(writes + 8);
    }
  }

  @Test
  void aRealmThatAnotherHoldsIsRefusedWithWhoAndSinceWhen() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      assertThat(apply("held", proxy).await().exitCode()).isZero();
      ObjectNode changed = JsonNodeFactory.instance.objectNode();
      changed.put("displayName", "by hand");
      admin.write("PUT", "held", changed);
      ObjectNode lease = JsonNodeFactory.instance.objectNode().put("name", "fedrealm.lease");
      ObjectNode holder = lease.putObject("attributes");
      holder.putArray("user").add("ann");
      holder.putArray("host").add("host-7");
      holder.putArray("process").add("4711");
      holder.putArray("since").add("2026-01-02T03:04:05Z");
      admin.write("POST", "held/roles", lease);

      Cli.Result refused = apply("held", proxy, "--lease-wait", "0").await();

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .contains("Realm held is being changed by ann on host-7 (process 4711)")
          .contains("since 2026-01-02T03:04:05Z");
      assertThat(admin.get("held").path("displayName").asText()).isEqualTo("by hand");

      admin.write("DELETE", "held/roles/fedrealm.lease", null);
      assertThat(apply("held", proxy).await().exitCode()).isZero();
    }
  }
}
