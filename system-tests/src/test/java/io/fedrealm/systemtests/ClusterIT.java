package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.ClusterReport;
import io.fedrealm.systemtests.support.Deployment;
import io.fedrealm.systemtests.support.Docker;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Load;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes on one database under a steady load, while machines do what they do. With {@code
 * -Dfedrealm.kills=30} this is the soak that docs/operations.md speaks of.
 */
class ClusterIT {

  /** Each node once. */
  private static final int KILLS = Integer.getInteger("fedrealm.kills", 2);

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(20);

  /** How long after a part went or came back its absence may still be felt. */
  private static final Duration NOTICE = Duration.ofSeconds(15);

  private static final Duration AWAY = Duration.ofSeconds(5);

  private static final String OTHER_TITLE = "Sign in to another version";

  private static final String[] NODES = {"keycloak", "keycloak-2"};

  private static Deployment cluster;
  private static Load load;
  private static String tag;

  @BeforeAll
  static void up() {
    tag = Docker.images("cluster", "/");
    cluster =
        Deployment.prepare(
            "fedrealm-cluster-it",
            tag,
            Map.of(
                "FEDREALM_TEMPLATES",
                "api",
                "ADMIN_NETWORKS",
                "10.0.0.0/8",
                "TRUSTED_PROXIES",
                "10.0.0.0/8"),
            "compose.yaml",
            "compose.cluster.yaml");
    cluster.up();
    cluster.awaitState("keycloak-2", "{{.State.Health.Status}}", "healthy");
    cluster.awaitNodesAtProxy(NODES.length);
    load = new Load(cluster.url(), cluster.admin(), "load");
  }

  @AfterAll
  static void down() {
    if (load != null) {
      load.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aNodeThatIsKilledTakesNoSessionWithItAndIsReplacedByTheOther() {
    ClusterReport report = new ClusterReport("kill -9 of a node", load.start());
    for (int kill = 0; kill < KILLS; kill++) {
      String node = NODES[kill % NODES.length];
      Instant killed = cluster.kill(node);
      pause(AWAY);
      cluster.awaitNodesAtProxy(NODES.length - 1);
      Instant started = Instant.now();
      cluster.start(node);
      Instant back = cluster.awaitNodesAtProxy(NODES.length);
      report.disruption(killed, killed.plus(NOTICE), Duration.between(started, back));
    }
    load.stop();

    report.write();
    report.expectFailuresInDisruptionsOnly();
    load.expectNoneLost();
  }

  @Test
  void aDatabaseThatIsGoneFor20SecondsLosesNothing() {
    ClusterReport report =
        new ClusterReport("database gone for " + DATABASE_AWAY.toSeconds() + " s", load.start());
    pause(Duration.ofSeconds(3));
    Instant stopped = cluster.kill("database");
    pause(DATABASE_AWAY);
    Instant started = Instant.now();
    Instant healthy = cluster.startHealthy("database");
    Instant back = healthy.plus(NOTICE);
    pause(Duration.between(Instant.now(), back.plusSeconds(5)));
    cluster.awaitNodesAtProxy(NODES.length);
    load.stop();

    report.disruption(stopped, back, Duration.between(started, healthy));
    report.write();
    report.expectFailuresInDisruptionsOnly();
    load.expectNoneLost();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "keycloak-2"})
  void aNodeSpeaksToTheOtherWhereOnlyTheyAndTheDatabaseAre(String node) {
    String address =
        "{{(index .NetworkSettings.Networks \"%s\").IPAddress}}"
            .formatted(cluster.network("database"));
    String own = Docker.out("inspect", "-f", address, cluster.container(node)).strip();

    assertThat(own).isNotEmpty();
    assertThat(cluster.log(node)).contains("physical addresses are `[" + own + ":7800]`");
  }

  @Test
  void ofAListThatAnOuterProxyHasAppendedToOnlyItsOwnWordCounts() {
    String unknownClient =
        cluster.url()
            + "/realms/api/protocol/openid-connect/auth?client_id=nobody&response_type=code";

    new Http().get(unknownClient, "X-Forwarded-For", "198.51.100.66, 192.0.2.7");

    assertThat(cluster.addressOfTheLastEvent()).isEqualTo("192.0.2.7");
  }

  @Test
  void anImageWithOtherJarsIsRolledOutWithoutAFailedRequest() {
    String image = Docker.otherImage(tag, OTHER_TITLE);
    assertThat(loginPage()).doesNotContain(OTHER_TITLE);
    ClusterReport report = new ClusterReport("rolling update of both nodes", load.start());

    cluster.script(Map.of("FEDREALM_KEYCLOAK_IMAGE", image), "rolling-update.sh");
    load.stop();

    report.write();
    report.expectFailuresInDisruptionsOnly();
    load.expectNoneLost();
    for (String node : NODES) {
      String running = Docker.out("inspect", "-f", "{{.Config.Image}}", cluster.container(node));
      assertThat(running.strip()).as(node).isEqualTo(image);
    }
    assertThat(loginPage()).contains(OTHER_TITLE);
  }

  /** What a person sees who goes to their account. */
  private static String loginPage() {
    RealmClient realm = new RealmClient(cluster.url() + "/realms/api");
    SignIn person = new SignIn(realm, "account-console", realm.issuer() + "/account/");
    return person.authorize(person.request("openid")).body();
  }

  @Test
  void aJobThatLosesItsNodeConverges() {
    Map<String, String> templates =
        Map.of("FEDREALM_TEMPLATES", "fedn nvflare flower flnet-client flnet-platform");
    Deployment.expectSuccess(
        "up",
        cluster.compose(
            templates,
            "up",
            "-d",
            "--no-deps",
            "--force-recreate",
            "--quiet-pull",
            "provisioning"));
    cluster.awaitLog("provisioning", "Realm fedn");
    cluster.kill("keycloak");
    cluster.awaitState("provisioning", "{{.State.Status}} {{.State.ExitCode}}", "exited 0");
    Cli.Result plan =
        cluster.compose(
            templates,
            "run",
            "--rm",
            "--no-deps",
            "provisioning",
            "plan",
            "fedn",
            "nvflare",
            "flower",
            "flnet-client",
            "flnet-platform");
    cluster.start("keycloak");
    cluster.awaitNodesAtProxy(NODES.length);

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(plan.out()).contains("No changes.");
  }

  @Test
  void aRestoredDatabaseHasTheSessionsOfTheBackUpAndNoLaterOnes() {
    Path dump = Cli.work().resolve("docker/cluster.dump");
    cluster.script("backup.sh", dump.toString());
    Load later = new Load(cluster.url(), cluster.admin(), "later");

    Deployment.expectSuccess("stop", cluster.compose("stop", NODES[0], NODES[1]));
    cluster.awaitNodesAtProxy(0);
    cluster.script("restore.sh", dump.toString());
    // One after the other, as compose does it: at once, each would be a cluster of its own.
    cluster.startHealthy(NODES[0]);
    cluster.startHealthy(NODES[1]);
    cluster.awaitNodesAtProxy(NODES.length);

    load.expectNoneLost();
    later.expectGone();
  }

  @Test
  void theMetricsThatDashboardAndAlertsAskForAreThere() throws IOException {
    String request = "GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n";
    String answer =
        Docker.out(
            "exec",
            cluster.container("keycloak"),
            "bash",
            "-c",
            "exec 3<>/dev/tcp/127.0.0.1/9000; printf '" + request + "' >&3; cat <&3");
    Path names = Cli.checkout().resolve("system-tests/src/test/python/kubernetes/metrics.txt");

    assertThat(Files.readAllLines(names))
        .isNotEmpty()
        .allMatch(name -> answer.contains("\n" + name + "{") || answer.contains("\n" + name + " "));
    assertThat(answer).containsPattern("\nvendor_cluster_size\\S* 2\\.0");
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(Math.max(0, duration.toNanos()));
  }
}
