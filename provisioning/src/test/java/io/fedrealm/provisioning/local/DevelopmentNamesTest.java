package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevelopmentNamesTest {

  @Test
  void aUserIsNamedAfterTheGroup() {
    assertThat(DevelopmentNames.username("Data-Access-Manager")).isEqualTo("data-access-manager");
    assertThat(DevelopmentNames.username("demo:admin")).isEqualTo("demo-admin");
    assertThat(DevelopmentNames.username("/Größe & Co./")).isEqualTo("gr-e-co");
    assertThat(DevelopmentNames.username("管理者")).isEqualTo("user");
  }

  @Test
  void thePasswordIsNamedAfterRealmAndUser() {
    assertThat(DevelopmentNames.passwordVariable("FLNet-Client", "data-admin"))
        .isEqualTo("FLNET_CLIENT_DATA_ADMIN_PASSWORD");
    assertThat(DevelopmentNames.passwordVariable("2nd site", "a.b"))
        .isEqualTo("REALM_2ND_SITE_A_B_PASSWORD");
  }

  @Test
  void groupsThatDifferInCaseOnlyHaveUsersOfTheirOwn() {
    assertThat(DevelopmentNames.users("r", List.of("Admin", "admin", "ADMIN")))
        .containsExactly(
            new DevelopmentUser("admin", "Admin", "R_ADMIN_PASSWORD"),
            new DevelopmentUser("admin-2", "admin", "R_ADMIN_2_PASSWORD"),
            new DevelopmentUser("admin-3", "ADMIN", "R_ADMIN_3_PASSWORD"));
  }
}
