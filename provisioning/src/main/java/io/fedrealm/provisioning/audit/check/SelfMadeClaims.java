package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Mapper;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.realm.UserProfile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Claims whose value people write themselves: of an attribute that the user profile lets them edit,
 * or that it does not know while it lets them have such. Claims that OpenID Connect defines for
 * what people say of themselves (their name, their language) decide nothing.
 */
public final class SelfMadeClaims {

  private static final String POLICY = "unmanagedAttributePolicy";

  /** Before it, realms had no user profile unless an attribute of the realm switched it on. */
  private static final int PROFILES_SINCE = 24;

  private static final Set<String> ABOUT_ONESELF =
      Set.of(
          "name",
          "given_name",
          "family_name",
          "middle_name",
          "nickname",
          "preferred_username",
          "profile",
          "picture",
          "website",
          "email",
          "gender",
          "birthdate",
          "zoneinfo",
          "locale",
          "phone_number",
          "phone_number_verified",
          "address",
          "updated_at",
          "language",
          "avatar",
          "theme",
          "title",
          "salutation");

  private final boolean open;
  private final Set<String> known =
      new HashSet<>(Set.of("username", "email", "firstName", "lastName"));
  private final Set<String> editable = new HashSet<>();

  private SelfMadeClaims(AuditedRealm realm) {
    Optional<Node> profile = profile(realm);
    profile.ifPresent(this::attributes);
    this.open =
        profile.map(it -> it.get(POLICY).text().equals("ENABLED")).orElse(isOfOldVersion(realm));
  }

  /** The mappers that write such claims into access tokens or assertions. */
  public static Stream<Violation> of(AuditedRealm realm) {
    SelfMadeClaims claims = new SelfMadeClaims(realm);
    return Mappers.all(realm).filter(claims::isSelfMade).map(SelfMadeClaims::violation);
  }

  /** Whether people may give themselves attributes that no profile knows. */
  public static Stream<Violation> unmanaged(AuditedRealm realm) {
    SelfMadeClaims claims = new SelfMadeClaims(realm);
    Node components = realm.get("components").get(UserProfile.TYPE);
    return Checks.hitIf(claims.open, components, POLICY + " ENABLED");
  }

  private static Violation violation(Mapper mapper) {
    return Violation.at(
        mapper.config("user.attribute"),
        mapper.config("user.attribute").text() + " as claim " + claim(mapper));
  }

  private boolean isSelfMade(Mapper mapper) {
    String attribute = mapper.config("user.attribute").text();
    boolean told =
        mapper.type().equals("oidc-usermodel-attribute-mapper") && mapper.isInAccessToken()
            || mapper.type().equals("saml-user-attribute-mapper");
    return told
        && !attribute.isEmpty()
        && !ABOUT_ONESELF.contains(claim(mapper))
        && (editable.contains(attribute) || open && !known.contains(attribute));
  }

  private static String claim(Mapper mapper) {
    String claim = mapper.claim();
    return claim.isEmpty() ? mapper.config("attribute.name").text() : claim.split("\\.")[0];
  }

  private static Optional<Node> profile(AuditedRealm realm) {
    return realm
        .get("components")
        .get(UserProfile.TYPE)
        .elements()
        .flatMap(component -> UserProfile.parse(component.json()).stream())
        .findFirst()
        .map(Node::root);
  }

  private void attributes(Node profile) {
    profile
        .get("attributes")
        .elements()
        .forEach(
            attribute -> {
              String name = attribute.get("name").text();
              known.add(name);
              if (attribute.get("permissions").get("edit").texts().contains("user")) {
                editable.add(name);
              }
            });
  }

  /** Keycloak's import lets people go on to have any attribute (MigrateTo24_0_0). */
  private static boolean isOfOldVersion(AuditedRealm realm) {
    String major = realm.get("keycloakVersion").text().replaceFirst("[^0-9].*", "");
    return !major.isEmpty()
        && Long.parseLong(major) < PROFILES_SINCE
        && !realm.get("attributes").get("userProfileEnabled").flag(false);
  }
}
