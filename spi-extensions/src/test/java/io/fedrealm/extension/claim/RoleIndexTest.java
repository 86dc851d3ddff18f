package io.fedrealm.extension.claim;

import static io.fedrealm.extension.TokenRequest.clientRole;
import static io.fedrealm.extension.TokenRequest.realmRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.function.UnaryOperator;
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

    assertThat(held.holds("demo:admin", UnaryOperator.identity())).isTrue();
    assertThat(held.holds("demo:client", UnaryOperator.identity())).isFalse();
    assertThat(held.holds("admin", UnaryOperator.identity())).isFalse();
  }

  @Test
  void aClientRoleIsClientIdAndNameJoinedByADot() {
    RoleIndex held = held(clientRole("controller", "admin"));

    assertThat(held.holds("controller.admin", UnaryOperator.identity())).isTrue();
    assertThat(held.holds("admin", UnaryOperator.identity())).isFalse();
    assertThat(held.holds("combiner.admin", UnaryOperator.identity())).isFalse();
  }

  @Test
  void clientIdsAndRoleNamesMayHaveDots() {
    RoleIndex held = held(clientRole("site.a", "ops.lead"));

    assertThat(held.holds("site.a.ops.lead", UnaryOperator.identity())).isTrue();
    assertThat(held.holds("site.a.lead", UnaryOperator.identity())).isFalse();
  }

  @Test
  void rolesOfTheSameNameInSeveralClientsAreToldApart() {
    RoleIndex held = held(clientRole("a", "admin"), clientRole("b", "admin"));

    assertThat(held.holds("a.admin", UnaryOperator.identity())).isTrue();
    assertThat(held.holds("b.admin", UnaryOperator.identity())).isTrue();
    assertThat(held.holds("c.admin", UnaryOperator.identity())).isFalse();
  }

  @Test
  void aClientThatIsGoneHoldsNothing() {
    RoleModel orphan = clientRole("gone", "admin");
    when(orphan.getContainer()).thenReturn(null);

    assertThat(held(orphan).holds("gone.admin", UnaryOperator.identity())).isFalse();
  }

  @Test
  void theClientOfARoleThatNobodyAsksForIsNotLookedUp() {
    RoleModel other = clientRole("account", "manage-account");

    held(other).holds("controller.admin", UnaryOperator.identity());

    verify(other, never()).getContainer();
  }

  @Test
  void onlyRealmRolesCountForAPrefix() {
    assertThat(held(realmRole("demo:x")).holdsRealmRoleStartingWith("demo:")).isTrue();
    assertThat(held(realmRole("demo2:x")).holdsRealmRoleStartingWith("demo:")).isFalse();
    assertThat(held(clientRole("c", "demo:x")).holdsRealmRoleStartingWith("demo:")).isFalse();
    assertThat(held().holdsRealmRoleStartingWith("demo:")).isFalse();
  }

  @Test
  void aDotThatIsFilledInSeparatesNothing() {
    RoleIndex held = held(clientRole("x", "y:admin"));

    assertThat(held.holds("{project}:admin", part -> part.replace("{project}", "x.y"))).isFalse();
    assertThat(held.holds("x.{project}:admin", part -> part.replace("{project}", "y"))).isTrue();
  }
}
