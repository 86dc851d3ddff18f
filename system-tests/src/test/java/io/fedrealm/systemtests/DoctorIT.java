package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
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
}
