package io.fedrealm.extension.role;

import static io.fedrealm.extension.TokenRequest.realmRole;
import static io.fedrealm.extension.claim.Contexts.notListing;
import static io.fedrealm.extension.claim.Contexts.refreshing;
import static io.fedrealm.extension.claim.Contexts.requesting;
import static io.fedrealm.extension.claim.Contexts.withholding;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.ClaimDecision;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.TokenContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RoleModel;

class RoleDecisionTest {

  private static final String PLAIN =
      """
      [{"key":"boss","value":"admin"},{"key":"worker","value":"client"},{"key":"root","value":"admin"}]
      """;
  private static final String BY_PROJECT =
      """
      [{"key":"{project}:admin","value":"admin"},{"key":"{project}:client","value":"client"},
       {"key":"operator","value":"admin"}]
      """;

  private static final RoleModel BOSS = realmRole("boss");
  private static final RoleModel ROOT = realmRole("root");
  private static final RoleModel WORKER = realmRole("worker");

  private static ClaimDecision decide(String table, boolean multivalued, TokenContext context) {
    try {
      return RoleMapperConfig.from(
              TokenRequest.mapper(
                  FlRoleMapper.PROVIDER_ID,
                  Map.of("fl.role.table", table, "multivalued", String.valueOf(multivalued))))
          .decide(context);
    } catch (MapperConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class WithoutARoleScope {

    @Test
    void theFirstRowWhoseRoleIsHeldWins() {
      assertThat(decide(PLAIN, false, requesting(Set.of(), WORKER, BOSS)))
          .isEqualTo(ClaimDecision.of(List.of("admin")));
      assertThat(decide(PLAIN, false, requesting(Set.of(), ROOT, WORKER)))
          .isEqualTo(ClaimDecision.of(List.of("client")));
    }

    @Test
    void anArrayHoldsAllRolesInTableOrderWithoutDuplicates() {
      assertThat(decide(PLAIN, true, requesting(Set.of(), ROOT, WORKER, BOSS)))
          .isEqualTo(ClaimDecision.of(List.of("admin", "client")));
    }

    @Test
    void aSubjectThatHoldsNoMappedRoleGetsNoClaimAndNoRefusal() {
      for (boolean multivalued : List.of(false, true)) {
        assertThat(decide(PLAIN, multivalued, requesting(Set.of("fedn"), realmRole("guest"))))
            .isEqualTo(ClaimDecision.none());
      }
    }
  }

  @Nested
  class WithARoleScope {

    @Test
    void theRequestedRoleIsTheClaimWhateverThePrecedence() {
      assertThat(decide(PLAIN, false, requesting(Set.of("role:client"), BOSS, WORKER)))
          .isEqualTo(ClaimDecision.of(List.of("client")));
    }

    @Test
    void anyRowOfTheRequestedRoleWillDo() {
      assertThat(decide(PLAIN, false, requesting(Set.of("role:admin"), ROOT, WORKER)))
          .isEqualTo(ClaimDecision.of(List.of("admin")));
    }

    @Test
    void aRoleThatIsNotHeldIsRefused() {
      assertThat(decide(PLAIN, false, requesting(Set.of("role:admin"), WORKER)))
          .isEqualTo(
              ClaimDecision.refused(
                  "scope 'role:admin' asks for a role that the subject does not hold"));
    }

    @Test
    void aRoleThatTheTableDoesNotKnowIsRefused() {
      assertThat(decide(PLAIN, false, requesting(Set.of("role:boss"), BOSS)).isRefused()).isTrue();
      assertThat(decide(PLAIN, false, requesting(Set.of("role:"), BOSS)).isRefused()).isTrue();
    }

    @Test
    void aHeldRoleWhoseScopeKeycloakWithholdsIsRefused() {
      TokenContext context = requesting(Set.of("role:admin"), BOSS);

      assertThat(decide(PLAIN, false, withholding(context, "role:admin")).isRefused()).isTrue();
    }

    @Test
    void twoRolesForOneStringAreRefusedEvenIfBothAreHeld() {
      assertThat(
              decide(PLAIN, false, requesting(Set.of("role:admin", "role:client"), BOSS, WORKER)))
          .isEqualTo(
              ClaimDecision.refused(
                  "scopes 'role:admin', 'role:client' ask for several roles, this token is for"
                      + " one"));
    }

    @Test
    void anArrayHoldsExactlyTheRequestedRoles() {
      assertThat(decide(PLAIN, true, requesting(Set.of("role:client"), BOSS, WORKER)))
          .isEqualTo(ClaimDecision.of(List.of("client")));
      assertThat(decide(PLAIN, true, requesting(Set.of("role:client", "role:admin"), WORKER, BOSS)))
          .isEqualTo(ClaimDecision.of(List.of("admin", "client")));
    }

    @Test
    void anArrayIsRefusedWhenOneOfTheRequestedRolesIsNotHeld() {
      assertThat(decide(PLAIN, true, requesting(Set.of("role:client", "role:admin"), WORKER)))
          .isEqualTo(
              ClaimDecision.refused(
                  "scope 'role:admin' asks for a role that the subject does not hold"));
      assertThat(decide(PLAIN, true, requesting(Set.of("role:client", "role:admin"))))
          .isEqualTo(
              ClaimDecision.refused(
                  "scopes 'role:admin', 'role:client' ask for roles that the subject does not"
                      + " hold"));
    }

    @Test
    void aScopeThatTheTokenWillNotNameIsRefused() {
      TokenContext context = requesting(Set.of("role:client"), BOSS, WORKER);

      assertThat(decide(PLAIN, false, notListing(context, "role:client")).refusal())
          .startsWith("scope 'role:client' must be included in the token scope");
    }
  }

  @Nested
  class OnRefresh {

    @Test
    void leavingTheRoleScopeOutIsRefusedInsteadOfFallingBackToPrecedence() {
      TokenContext context = requesting(Set.of("fedn"), BOSS, WORKER);

      assertThat(decide(PLAIN, false, refreshing(context, "fedn", "role:client")).refusal())
          .isEqualTo("scope 'role:client' of the refresh token cannot be left out");
    }

    @Test
    void fewerRolesOfAnArrayCanBeAskedFor() {
      TokenContext context = requesting(Set.of("role:client"), BOSS, WORKER);

      assertThat(decide(PLAIN, true, refreshing(context, "role:client", "role:admin")))
          .isEqualTo(ClaimDecision.of(List.of("client")));
    }

    @Test
    void precedenceGoesOnWhenTheRefreshTokenNamesNoRole() {
      TokenContext context = requesting(Set.of("fedn"), WORKER);

      assertThat(decide(PLAIN, false, refreshing(context, "fedn")))
          .isEqualTo(ClaimDecision.of(List.of("client")));
    }
  }

  @Nested
  class WithProjects {

    private final RoleModel demoClient = realmRole("demo:client");
    private final RoleModel otherAdmin = realmRole("other:admin");

    @Test
    void onlyTheRolesOfTheSelectedProjectCount() {
      assertThat(
              decide(BY_PROJECT, false, requesting(Set.of("project:demo"), demoClient, otherAdmin)))
          .isEqualTo(ClaimDecision.of(List.of("client")));
    }

    @Test
    void withoutAProjectOnlyTheOtherRowsApply() {
      assertThat(decide(BY_PROJECT, false, requesting(Set.of(), demoClient)))
          .isEqualTo(ClaimDecision.none());
      assertThat(decide(BY_PROJECT, false, requesting(Set.of(), realmRole("operator"))))
          .isEqualTo(ClaimDecision.of(List.of("admin")));
    }

    @Test
    void twoProjectsAreRefusedAndGiveNoRoleAtAll() {
      ClaimDecision decision =
          decide(
              BY_PROJECT,
              false,
              requesting(Set.of("project:demo", "project:other"), realmRole("operator")));

      assertThat(decision.values()).isEmpty();
      assertThat(decision.refusal()).contains("several projects");
    }

    @Test
    void aTableWithoutThePlaceholderDoesNotCareAboutProjects() {
      assertThat(decide(PLAIN, false, requesting(Set.of("project:a", "project:b"), BOSS)))
          .isEqualTo(ClaimDecision.of(List.of("admin")));
    }

    @Test
    void leavingTheProjectOutOnRefreshIsRefused() {
      TokenContext context = requesting(Set.of("fedn"), realmRole("operator"), demoClient);

      assertThat(decide(BY_PROJECT, false, refreshing(context, "project:demo")).refusal())
          .isEqualTo("scope 'project:demo' of the refresh token cannot be left out");
    }
  }
}
