package io.fedrealm.extension.claim;

import static io.fedrealm.extension.TokenRequest.clientRole;
import static io.fedrealm.extension.TokenRequest.realmRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RoleModel;

class RoleIndexTest {

  private static RoleIndex held(RoleModel... roles) {
    return RoleIndex.of(Stream.of(roles));
  }

  @Test
  void aRealmRoleIsItsName() {
    RoleIndex held = held(realmRole("demo:admin"));

    assertThat(held.holds("demo:admin")).isTrue();
    assertThat(held.holds("demo:client")).isFalse();
    assertThat(held.holds("admin")).isFalse();
  }

  @Test
  void aClientRoleIsClientIdAndNameJoinedByADot() {
    RoleIndex held = held(clientRole("controller", "admin"));

    assertThat(held.holds("controller.admin")).isTrue();
    assertThat(held.holds("admin")).isFalse();
    assertThat(held.holds("combiner.admin")).isFalse();
  }

  @Test
  void clientIdsAndRoleNamesMayHaveDots() {
    RoleIndex held = held(clientRole("site.a", "ops.lead"));

    assertThat(held.holds("site.a.ops.lead")).isTrue();
    assertThat(held.holds("site.a.lead")).isFalse();
  }

  @Test
  void rolesOfTheSameNameInSeveralClientsAreToldApart() {
    RoleIndex held = held(clientRole("a", "admin"), clientRole("b", "admin"));

    assertThat(held.holds("a.admin")).isTrue();
    assertThat(held.holds("b.admin")).isTrue();
    assertThat(held.holds("c.admin")).isFalse();
  }

  @Test
  void aClientThatIsGoneHoldsNothing() {
    RoleModel orphan = clientRole("gone", "admin");
    when(orphan.getContainer()).thenReturn(null);

    assertThat(held(orphan).holds("gone.admin")).isFalse();
  }

  @Test
  void theClientOfARoleThatNobodyAsksForIsNotLookedUp() {
    RoleModel other = clientRole("account", "manage-account");

    held(other).holds("controller.admin");

    verify(other, never()).getContainer();
  }

  @Test
  void onlyRealmRolesCountForAPrefix() {
    assertThat(held(realmRole("demo:x")).holdsRealmRoleStartingWith("demo:")).isTrue();
    assertThat(held(realmRole("demo2:x")).holdsRealmRoleStartingWith("demo:")).isFalse();
    assertThat(held(clientRole("c", "demo:x")).holdsRealmRoleStartingWith("demo:")).isFalse();
    assertThat(held().holdsRealmRoleStartingWith("demo:")).isFalse();
  }
}
