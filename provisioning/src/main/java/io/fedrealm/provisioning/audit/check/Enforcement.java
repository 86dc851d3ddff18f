package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.PolicySet;
import io.fedrealm.provisioning.audit.model.PolicySet.Executor;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What client policies must see to, for public and for confidential clients. */
public final class Enforcement {

  private static final List<String> KINDS = List.of("public", "confidential");

  private static final List<Need> NEEDS =
      List.of(
          new Need("PKCE", "authorization_code", e -> e.id().equals("pkce-enforcer")),
          new Need("no implicit flow", "implicit", e -> e.id().equals("reject-implicit-grant")),
          new Need("no password grant", "password", Enforcement::refusesPasswords),
          new Need("redirect URIs", PolicySet.ANY_GRANT, Enforcement::restrictsRedirects));

  /**
   * Something that must be enforced.
   *
   * @param name what, for people
   * @param grant the grant that it is about
   * @param isMetBy whether an executor does it
   */
  private record Need(String name, String grant, Predicate<Executor> isMetBy) {

    boolean isMet(PolicySet policies, String kind) {
      return policies.enforcedFor(kind, grant).stream().anyMatch(isMetBy);
    }
  }

  private Enforcement() {}

  /** What is not enforced, and for which kind of client. */
  public static List<String> missing(PolicySet policies) {
    return NEEDS.stream().flatMap(need -> missing(need, policies)).toList();
  }

  private static Stream<String> missing(Need need, PolicySet policies) {
    List<String> kinds = KINDS.stream().filter(kind -> !need.isMet(policies, kind)).toList();
    return switch (kinds.size()) {
      case 0 -> Stream.empty();
      case 1 -> Stream.of(need.name() + " (" + kinds.get(0) + " clients)");
      default -> Stream.of(need.name());
    };
  }

  /** Whether PKCE is enforced for the clients of a kind. */
  public static boolean ofPkce(PolicySet policies, String kind) {
    return NEEDS.get(0).isMet(policies, kind);
  }

  /** Keycloak's executor, or ours that knows named exceptions. */
  public static boolean refusesPasswords(Executor executor) {
    return executor.id().equals("reject-ropc-grant") || executor.id().equals("fl-password-grant");
  }

  private static boolean restrictsRedirects(Executor executor) {
    Set<String> whole =
        Set.of("secure-redirect-uris-enforcer", "secure-client-uris", "fl-redirect-uris");
    return whole.contains(executor.id())
        || executor.id().equals("secure-client-uris-pattern")
            && executor.configuration().get("client-uri-fields").texts().contains("redirectUris");
  }
}
