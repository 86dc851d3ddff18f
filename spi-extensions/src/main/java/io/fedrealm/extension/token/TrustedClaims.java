package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.ClaimName;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;

/**
 * The claims that somebody relies on in the tokens of a realm: those of the protocol, those of the
 * frameworks, those that a scope of the request promises, and those that the realm names.
 */
final class TrustedClaims {

  /** The attribute of a realm with further claims, separated by commas. */
  static final String FURTHER_ATTRIBUTE = "fl.claims.trusted";

  /** The attribute of a realm with the claims that any mapper may write, separated by commas. */
  static final String OPEN_ATTRIBUTE = "fl.claims.open";

  /** What FEDn, NVIDIA FLARE, Flower and FLNet read, and the names of our mappers' claims. */
  private static final Set<String> OF_FRAMEWORKS = Set.of("role", "project", "fl");

  private static final Set<String> PREFIXES = Set.of("fl_", "nvflare_");

  /** Keycloak ignores every mapper that writes one of these (OIDCAttributeMapperHelper). */
  private static final Set<String> WRITTEN_BY_KEYCLOAK_ALONE =
      Set.of("iss", "exp", "iat", "jti", "typ", "scope", "nonce", "session_state");

  private final Set<String> promised;
  private final Set<String> further;
  private final Set<String> open;

  /**
   * The claims of one request.
   *
   * @param realm the realm of the request
   * @param promised the outermost names of the claims that scopes of the request promise
   */
  TrustedClaims(RealmModel realm, Set<String> promised) {
    this.promised = Set.copyOf(promised);
    this.further = names(realm.getAttribute(FURTHER_ATTRIBUTE));
    this.open = names(realm.getAttribute(OPEN_ATTRIBUTE));
  }

  private static Set<String> names(String list) {
    return list == null
        ? Set.of()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Tells whether a claim has its meaning from the protocol or from Keycloak.
   *
   * @param name the outermost name of the claim
   * @return whether a mapper that wrote it could change whose token it is or what it is good for
   */
  boolean isOfTheProtocol(String name) {
    return ClaimName.RESERVED.contains(name)
        && !WRITTEN_BY_KEYCLOAK_ALONE.contains(name)
        && !open.contains(name);
  }

  /**
   * Tells whether a claim has its meaning from a framework.
   *
   * @param name the outermost name of the claim
   * @return whether a framework reads it, by its usual name or by what the realm says
   */
  boolean isOfAFramework(String name) {
    return (OF_FRAMEWORKS.contains(name)
            || PREFIXES.stream().anyMatch(name::startsWith)
            || further.contains(name))
        && !open.contains(name);
  }

  /**
   * Tells whether a scope of the request promises a claim.
   *
   * @param name the outermost name of the claim
   * @return whether it does
   */
  boolean isPromised(String name) {
    return promised.contains(name) && !open.contains(name);
  }
}
