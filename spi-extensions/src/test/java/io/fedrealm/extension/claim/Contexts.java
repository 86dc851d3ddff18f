package io.fedrealm.extension.claim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.RoleModel;

/** Token contexts for tests of pure functions. */
public final class Contexts {

  private Contexts() {}

  /** A request for scopes by a subject with roles. */
  public static TokenContext requesting(Set<String> scopes, RoleModel... roles) {
    return new TokenContext(
        scopes,
        Set.of(),
        Set.of(),
        Set.of(),
        HeldRoles.of(Stream.of(roles)),
        subject(Map.of(), Map.of()));
  }

  /** The same request, where Keycloak does not grant some of the scopes. */
  public static TokenContext withholding(TokenContext context, String... scopes) {
    return new TokenContext(
        context.requested(),
        Set.of(scopes),
        context.unlisted(),
        context.earlier(),
        context.roles(),
        context.subject());
  }

  /** The same request, where the token's scope does not name some of the scopes. */
  public static TokenContext notListing(TokenContext context, String... scopes) {
    return context.issuing(Set.of(scopes), context.earlier());
  }

  /** The same request, with a refresh token of these scopes. */
  public static TokenContext refreshing(TokenContext context, String... scopes) {
    return context.issuing(context.unlisted(), Set.of(scopes));
  }

  /** A request for nothing by a subject with attributes of its groups and of its own client. */
  public static TokenContext of(Map<String, List<String>> groups, Map<String, String> ownClient) {
    return new TokenContext(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        HeldRoles.of(Stream.empty()),
        subject(groups, ownClient));
  }

  private static SubjectAttributes subject(
      Map<String, List<String>> groups, Map<String, String> ownClient) {
    return new SubjectAttributes() {
      @Override
      public Stream<String> ofGroups(String name) {
        return groups.getOrDefault(name, List.of()).stream();
      }

      @Override
      public Optional<String> ofOwnClient(String name) {
        return Optional.ofNullable(ownClient.get(name));
      }
    };
  }
}
