package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.CountingProxy.Fate;
import io.fedrealm.systemtests.support.InterruptedRealm;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.OwnKeycloak;
import io.fedrealm.systemtests.support.RealmExport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Keycloak that is killed in the middle of an apply and started again on the same database: the
 * run goes on by itself or says why not, and run again it ends in the realm of an undisturbed one.
 */
@ExtendWith(LocalKeycloak.class)
class KilledServerIT {

  @TempDir private static Path folder;

  private static OwnKeycloak server;
  private static InterruptedRealm realm;
  private static String undisturbed;
  private static int writes;

  @BeforeAll
  static void applyWithoutDisturbance(LocalKeycloak.Server shared) {
    server = new OwnKeycloak(shared, folder);
    server.start();
    realm = new InterruptedRealm(folder);
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      assertThat(apply("undisturbed", proxy).await().exitCode()).isZero();
      writes = proxy.writes().size();
    }
    undisturbed = RealmExport.comparable(server.admin(), "undisturbed");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * Early, when the realm is just there; and shortly before the end. Whether the run is still there
   * when the server is depends on the machine.
   */
  @Test
  void aServerThatIsKilledAtAnyPointAndComesBackHasLostNothing() {
    for (int killedAt : List.of(3, writes - 4)) {
      String name = "killed-" + killedAt;
      Cli.Result disturbed;
      try (CountingProxy proxy = new CountingProxy(server.url())) {
        killAt(killedAt, Fate.UNANSWERED, proxy, () -> {});
        disturbed = applyDuringARestart(name, proxy);
      }
      boolean done = disturbed.exitCode() == 0;
      if (!done) {
        assertSaysWhy(disturbed);
      }
      assertConverges(name, done);
    }
  }

  /** In the middle; with a load balancer that keeps requests until it has a server for them. */
  @Test
  void aRunWhoseServerIsRestartedInTimeGoesOnByItself() {
    Cli.Result disturbed;
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      killAt(writes / 2, Fate.LOST, proxy, proxy::hold);
      disturbed = applyDuringARestart("went-on", proxy);
    }

    assertThat(disturbed.exitCode()).as(disturbed.output()).isZero();
    assertConverges("went-on", true);
  }

  private static Cli.Result applyDuringARestart(String name, CountingProxy proxy) {
    Cli.Running run = apply(name, proxy);
    server.awaitEnd();
    server.start();
    proxy.letThrough();
    return run.await();
  }

  @Test
  void aRunWhoseServerDoesNotComeBackSaysSoAndTheNextOneGoesOn() {
    Cli.Result disturbed;
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      killAt(writes / 3, Fate.LOST, proxy, () -> {});
      disturbed = apply("given-up", proxy).await();
    }
    server.start();

    assertSaysWhy(disturbed);
    assertThat(disturbed.exitCode()).isEqualTo(4);
    assertThat(disturbed.err()).contains("Keycloak cannot be reached at");
    assertConverges("given-up", false);
  }

  /**
   * Kills the server at a write.
   *
   * @param fate of the write: the server has carried it out without an answer, or has not seen it
   * @param before what happens just before it
   */
  private static void killAt(int last, Fate fate, CountingProxy proxy, Runnable before) {
    Runnable kill =
        () -> {
          before.run();
          server.kill();
        };
    proxy.fates(
        write -> {
          if (write == last && fate == Fate.LOST) {
            kill.run();
          }
          return write == last ? fate : Fate.PASSES;
        });
    proxy.afterUnanswered(kill);
  }

  private static void assertSaysWhy(Cli.Result result) {
    assertThat(result.exitCode()).as(result.output()).isPositive();
    assertThat(result.err()).contains("Error: ").doesNotContain("\tat ", "Exception in thread");
  }

  /**
   * Run again, it ends in the realm of an undisturbed run.
   *
   * @param done whether the run before has come to its end: then there is nothing to write, else
   *     there is
   */
  private static void assertConverges(String name, boolean done) {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Cli.Result again = apply(name, proxy).await();
      assertThat(again.exitCode()).as(name + ": " + again.output()).isZero();
      assertThat(proxy.writes().isEmpty()).as(name + ": " + again.output()).isEqualTo(done);
    }
    assertThat(RealmExport.comparable(server.admin(), name)).as(name).isEqualTo(undisturbed);
  }

  private static Cli.Running apply(String name, CountingProxy proxy) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(realm.variables(name));
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return Cli.start(environment, realm.arguments());
  }
}
