package io.fedrealm.extension.claim;

import static io.fedrealm.extension.TokenRequest.clientRole;
import static io.fedrealm.extension.TokenRequest.realmRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.TokenManager;

/** Compares with Keycloak's own computation (TokenManager.getAccess). */
class HeldRolesTest {

  private final TokenRequest request = TokenRequest.create();
  private final ClientScopeModel scope = TokenRequest.clientScope("project:demo", Map.of());

  private ClientSessionContext session(
      Stream<RoleModel> user, Stream<RoleModel> inScope, Stream<RoleModel> ofTheClient) {
    List<RoleModel> userRoles = user.toList();
    List<RoleModel> scopeRoles = inScope.toList();
    List<RoleModel> ownRoles = ofTheClient.toList();
    when(request.client().isFullScopeAllowed()).thenReturn(false);
    when(request.user().getRoleMappingsStream()).thenAnswer(call -> userRoles.stream());
    when(request.user().getGroupsStream()).thenAnswer(call -> Stream.empty());
    when(scope.getScopeMappingsStream()).thenAnswer(call -> scopeRoles.stream());
    when(request.client().getScopeMappingsStream()).thenAnswer(call -> Stream.empty());
    when(request.client().getRolesStream()).thenAnswer(call -> ownRoles.stream());
    ClientSessionContext session = request.session();
    when(session.getClientScopesStream()).thenAnswer(call -> Stream.of(scope, request.client()));
    when(session.getRolesStream()).thenAnswer(call -> keycloaksAnswer(session).stream());
    return session;
  }

  private Set<RoleModel> keycloaksAnswer(ClientSessionContext session) {
    return TokenManager.getAccess(
        request.user(), request.client(), session.getClientScopesStream());
  }

  @Test
  void aRoleInScopeIsHeldWithoutListingTheRolesOfTheClient() {
    RoleModel role = realmRole("demo:client");
    ClientSessionContext session = session(Stream.of(role), Stream.of(role), Stream.empty());

    HeldRoles held = HeldRoles.of(session);

    assertThat(held.holds("demo:client")).isTrue();
    assertThat(held.holdsRealmRoleStartingWith("demo:")).isTrue();
    assertThat(held.holds("demo:admin")).isFalse();
    assertThat(held.holdsRealmRoleStartingWith("other:")).isFalse();
    verify(session, never()).getRolesStream();
    verify(request.client(), never()).getRolesStream();
  }

  @Test
  void aRoleOutsideTheScopeIsNotHeld() {
    ClientSessionContext session =
        session(Stream.of(realmRole("demo:admin")), Stream.empty(), Stream.empty());

    assertThat(HeldRoles.of(session).holds("demo:admin")).isFalse();
    assertThat(HeldRoles.of(session).holdsRealmRoleStartingWith("demo:")).isFalse();
  }

  @Test
  void aRoleThatIsInScopeOnlyThroughACompositeRoleOfTheClientIsHeld() {
    RoleModel role = realmRole("demo:admin");
    RoleModel bundle = clientRole("app", "bundle");
    when(bundle.isComposite()).thenReturn(true);
    when(bundle.getCompositesStream()).thenAnswer(call -> Stream.of(role));
    ClientSessionContext session = session(Stream.of(role), Stream.empty(), Stream.of(bundle));

    assertThat(HeldRoles.of(session).holds("demo:admin")).isTrue();
    assertThat(HeldRoles.of(session).holdsRealmRoleStartingWith("demo:")).isTrue();
  }

  @Test
  void theRolesOfGroupsAreHeld() {
    RoleModel role = realmRole("demo:client");
    ClientSessionContext session = session(Stream.empty(), Stream.of(role), Stream.empty());
    GroupModel group = mock();
    when(group.getRoleMappingsStream()).thenAnswer(call -> Stream.of(role));
    when(request.user().getGroupsStream()).thenAnswer(call -> Stream.of(group));

    assertThat(HeldRoles.of(session).holds("demo:client")).isTrue();
  }

  @Test
  void fullScopeLeavesTheAnswerToKeycloak() {
    RoleModel role = realmRole("demo:client");
    ClientSessionContext session = session(Stream.of(role), Stream.empty(), Stream.empty());
    when(request.client().isFullScopeAllowed()).thenReturn(true);

    assertThat(HeldRoles.of(session).holds("demo:client")).isTrue();
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** Random users, composites, scopes and clients: always the same answer as Keycloak's. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theAnswerIsKeycloaks(int seed) {
    Random random = new Random(seed);
    List<RoleModel> roles = randomRoles(random);
    ClientSessionContext session =
        session(
            some(roles, random),
            some(roles, random),
            roles.stream().filter(role -> "id-of-the-client".equals(role.getContainerId())));
    when(request.client().isFullScopeAllowed()).thenReturn(random.nextInt(8) == 0);

    HeldRoles held = HeldRoles.of(session);

    Set<String> expected =
        keycloaksAnswer(session).stream().map(HeldRolesTest::key).collect(Collectors.toSet());
    assertThat(roles.stream().map(HeldRolesTest::key).filter(held::holds))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(held.holdsRealmRoleStartingWith("r"))
        .isEqualTo(expected.stream().anyMatch(key -> key.startsWith("r")));
  }

  private List<RoleModel> randomRoles(Random random) {
    List<RoleModel> roles = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String name = "r" + i;
      RoleModel role =
          switch (random.nextInt(3)) {
            case 0 -> clientRole("other", name);
            case 1 -> ownRole(name);
            default -> realmRole(name);
          };
      List<RoleModel> inside = random.nextInt(3) == 0 ? some(roles, random).toList() : List.of();
      when(role.isComposite()).thenReturn(!inside.isEmpty());
      when(role.getCompositesStream()).thenAnswer(call -> inside.stream());
      roles.add(role);
    }
    return roles;
  }

  private static RoleModel ownRole(String name) {
    RoleModel role = clientRole("app", name);
    when(role.getContainerId()).thenReturn("id-of-the-client");
    return role;
  }

  private static Stream<RoleModel> some(List<RoleModel> roles, Random random) {
    return roles.stream().filter(role -> random.nextInt(3) == 0).toList().stream();
  }

  private static String key(RoleModel role) {
    return role.getContainer() instanceof ClientModel owner
        ? owner.getClientId() + "." + role.getName()
        : role.getName();
  }
}
