package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.local.server.ServerStateTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpSummaryTest {

  @Test
  void theTableSaysWhereEverythingIs() {
    List<String> lines = new ArrayList<>();
    ServiceTokens.Trial trial =
        new ServiceTokens.Trial("fedn", "fedn-client", "RS256, 300 s", "role=client project=demo");

    new UpSummary(ServerStateTest.state(1, 1, 1), List.of(trial), Path.of("/home/secrets.env"))
        .print(lines::add);

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """

            Keycloak 26.7.3 is ready at http://127.0.0.1:8080

              console       http://127.0.0.1:8080/admin/
              log in as     admin, password FEDREALM_ADMIN_PASSWORD
              passwords in  /home/secrets.env

              REALM  USER        GROUP       PASSWORD
              fedn   demo-admin  demo:admin  FEDN_DEMO_ADMIN_PASSWORD

              REALM  SERVICE      TOKEN         CLAIMS
              fedn   fedn-client  RS256, 300 s  role=client project=demo
            """);
  }
}
