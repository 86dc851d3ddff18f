package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalKeycloak.class)
class DoctorIT {

  @Test
  void theServerOfUpIsFitForATemplate(LocalKeycloak.Server server) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(FlnetRealms.client("doctored"));

    Cli.Result result = server.cli(environment, "doctor", "flnet-client");

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.out())
        .containsPattern("ok +version +Keycloak 26")
        .containsPattern("ok +extension")
        .containsPattern("ok +themes")
        .containsPattern("ok +clock")
        .containsPattern("ok +server-wide policies")
        .containsPattern("(ok|warning) +rights")
        .containsPattern("ok +template flnet-client +complete, and the server has all")
        .doesNotContain("canary");
  }

  @Test
  void missingVariablesFailAndEverythingElseIsCheckedAllTheSame(LocalKeycloak.Server server) {
    Cli.Result result = server.cli(server.adminEnvironment(), "doctor", "flnet-client");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("LOCAL_LEARNING_SECRET", "FRONTEND_BASE_URL")
        .containsPattern("failed +template flnet-client")
        .containsPattern("ok +extension");
  }

  @Test
  void whatAnUpgradeBreaksIsToldBeforeIt(LocalKeycloak.Server server) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(Template.of("fedn").variables("doctored-fedn"));
    server.apply("fedn", Template.of("fedn").variables("doctored-fedn"));

    Cli.Result next = server.cli(environment, "doctor", "fedn", "--target", "26.8.2");
    Cli.Result old = server.cli(environment, "doctor", "fedn", "--target", "26.5.6");
    Cli.Result later = server.cli(environment, "doctor", "fedn", "--target", "27.0.0");

    assertThat(next.exitCode()).as(next.output()).isZero();
    assertThat(next.out()).containsPattern("upgrade to 26.8.2");
    assertThat(old.exitCode()).isEqualTo(1);
    assertThat(old.out()).contains("the extension does not start there");
    assertThat(later.exitCode()).as(later.output()).isZero();
    assertThat(later.out())
        .contains("live realm doctored-fedn, from 27 on: Keycloak's login theme keycloak.v2");
  }
}
