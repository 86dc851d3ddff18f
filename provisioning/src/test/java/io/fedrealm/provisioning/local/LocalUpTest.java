package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalRealm;
import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import io.fedrealm.provisioning.local.server.LocalRealm.LocalService;
import io.fedrealm.provisioning.local.server.ServerState;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUpTest {

  @TempDir private Path folder;
  private Home home;
  private SecretsFile secrets;
  private StubAdminApi keycloak;
  private ConsoleProgress progress;

  @BeforeEach
  void start() throws IOException {
    home = LocalSupport.home(folder);
    secrets = SecretsFile.open(home.secrets());
    secrets.generate(AdminAccount.VARIABLES);
    keycloak = new StubAdminApi();
    keycloak.given("/Demo/groups?briefRepresentation=true", "[{\"id\":\"g\",\"name\":\"Admin\"}]");
    keycloak.given("/Demo/users?exact=true&username=admin", "[]");
    progress = new ConsoleProgress(new PrintWriter(Writer.nullWriter()), false, true);
  }

  @AfterEach
  void stop() {
    progress.close();
    keycloak.close();
  }

  private UpSummary run() {
    ServerState state = new ServerState(1, 1, keycloak.uri().toString(), 1, "26.7.3", List.of());
    return new LocalUp(home, secrets, new StubProvisioner(), progress)
        .run(state, List.of("demo"), Map.of("STUB_SERVICE_SECRET", "s"));
  }

  @Test
  void whatWasMadeIsRememberedAndATokenOfItIsTried() {
    UpSummary summary = run();

    String issuer = keycloak.uri() + "/realms/Demo";
    assertThat(ServerState.read(home).orElseThrow().realms())
        .containsExactly(
            new LocalRealm(
                "Demo",
                issuer,
                List.of(new DevelopmentUser("admin", "Admin", "DEMO_ADMIN_PASSWORD")),
                List.of(
                    new LocalService(
                        "svc",
                        "role:client",
                        issuer + "/protocol/openid-connect/token",
                        "STUB_SERVICE_SECRET"))));
    assertThat(summary.trials())
        .containsExactly(new ServiceTokens.Trial("Demo", "svc", "RS256, no end", "role=client"));
  }

  @Test
  void aDatabaseThatWasMadeWithOtherSecretsIsExplained() {
    keycloak.tokenStatus = 401;

    CommandException e = catchThrowableOfType(CommandException.class, this::run);

    assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(e)
        .hasMessageContaining("does not accept FEDREALM_ADMIN_CLIENT_SECRET")
        .hasMessageContaining("remove the folder " + home.data());
  }
}
