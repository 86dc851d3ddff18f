package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.secret.SecretsFile;
import io.fedrealm.provisioning.server.AdminApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentUsersTest {

  @TempDir private Path folder;
  private SecretsFile secrets;
  private StubAdminApi keycloak;

  @BeforeEach
  void start() throws IOException {
    secrets = SecretsFile.open(folder.resolve("secrets.env"));
    keycloak = new StubAdminApi();
    keycloak.given("/r/groups?briefRepresentation=true", "[{\"id\":\"g1\",\"name\":\"Admin\"}]");
  }

  @AfterEach
  void stop() {
    keycloak.close();
  }

  private void ensure() {
    try (AdminApi api = keycloak.api()) {
      assertThat(new DevelopmentUsers(api, secrets).ensure("r", List.of("Admin"))).hasSize(1);
    }
  }

  @Test
  void aUserThatIsMissingIsMadeWithItsPasswordAndPutInTheGroup() {
    keycloak.given("/r/users?exact=true&username=admin", "[]");

    ensure();

    assertThat(keycloak.writes).hasSize(2);
    assertThat(keycloak.writes.get(0))
        .startsWith("POST /admin/realms/r/users ")
        .contains(
            "\"username\":\"admin\"",
            "\"email\":\"admin@example.test\"",
            "\"emailVerified\":true",
            "\"temporary\":false",
            "\"value\":\"" + secrets.get("R_ADMIN_PASSWORD") + "\"");
    assertThat(keycloak.writes.get(1)).startsWith("PUT /admin/realms/r/users/new-id/groups/g1");
  }

  @Test
  void nothingIsWrittenTheSecondTime() {
    secrets.generate(List.of("R_ADMIN_PASSWORD"));
    keycloak.given("/r/users?exact=true&username=admin", "[{\"id\":\"u1\"}]");
    keycloak.given("/r/users/u1/groups", "[{\"id\":\"g1\",\"name\":\"Admin\"}]");

    ensure();

    assertThat(keycloak.writes).isEmpty();
  }

  @Test
  void aUserWhoLeftTheGroupIsPutBack() {
    secrets.generate(List.of("R_ADMIN_PASSWORD"));
    keycloak.given("/r/users?exact=true&username=admin", "[{\"id\":\"u1\"}]");
    keycloak.given("/r/users/u1/groups", "[]");

    ensure();

    assertThat(keycloak.writes)
        .singleElement()
        .asString()
        .startsWith("PUT /admin/realms/r/users/u1/groups/g1");
  }

  @Test
  void aPasswordThatWasLostIsSetAnew() {
    keycloak.given("/r/users?exact=true&username=admin", "[{\"id\":\"u1\"}]");
    keycloak.given("/r/users/u1/groups", "[{\"id\":\"g1\"}]");

    ensure();

    assertThat(keycloak.writes)
        .singleElement()
        .asString()
        .startsWith("PUT /admin/realms/r/users/u1/reset-password")
        .contains(secrets.get("R_ADMIN_PASSWORD"));
  }

  @Test
  void aGroupThatTheRealmDoesNotHaveIsAnError() {
    try (AdminApi api = keycloak.api()) {
      DevelopmentUsers users = new DevelopmentUsers(api, secrets);

      assertThatThrownBy(() -> users.ensure("r", List.of("Auditor")))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("Realm r has no group Auditor");
    }
  }
}
