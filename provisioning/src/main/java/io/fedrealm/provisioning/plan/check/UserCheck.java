package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks before the first write what users cannot have: attributes that the user profile does not
 * take, which Keycloak leaves out without a word, and the address of somebody else.
 */
final class UserCheck {

  private static final String ATTRIBUTES = "attributes";
  private static final String POLICY = "unmanagedAttributePolicy";

  /** Policies with which an administrator may write other attributes. */
  private static final Set<String> OPEN = Set.of("ENABLED", "ADMIN_EDIT");

  /** Attributes of a profile that nobody has changed, and those that Keycloak adds to any. */
  private static final Set<String> USUAL = Set.of("username", "email", "firstName", "lastName");

  private static final Set<String> ADDED = Set.of("locale", "terms_and_conditions");

  private final RealmTemplate template;
  private final RealmState desired;
  private final RealmState actual;
  private final List<Problem> problems = new ArrayList<>();

  private UserCheck(RealmTemplate template, RealmState actual) {
    this.template = template;
    this.desired = template.state();
    this.actual = actual;
  }

  /**
   * What no user can have.
   *
   * @param actual the realm as it is, or as Keycloak makes it
   */
  static List<Problem> problems(RealmTemplate template, RealmState actual) {
    UserCheck check = new UserCheck(template, actual);
    check.attributes();
    check.addresses();
    return check.problems;
  }

  private Stream<Resource> users(RealmState state) {
    return state.all().stream().filter(resource -> resource.id().kind() == ResourceType.USER);
  }

  private void attributes() {
    ResourceId profile = ResourceId.of(ResourceType.USER_PROFILE, "");
    if (OPEN.contains(field(profile, POLICY).asText())) {
      return;
    }
    JsonNode declared = field(profile, ATTRIBUTES);
    users(desired)
        .forEach(
            user -> {
              JsonNode before =
                  actual.find(user.id()).map(found -> found.fields().path(ATTRIBUTES)).orElse(null);
              for (var attribute : user.fields().path(ATTRIBUTES).properties()) {
                String name = attribute.getKey();
                boolean known =
                    declared.isMissingNode() ? USUAL.contains(name) : declared.has(name);
                boolean there = before != null && attribute.getValue().equals(before.get(name));
                if (!known && !there && !ADDED.contains(name) && !attribute.getValue().isEmpty()) {
                  unknown(user, name);
                }
              }
            });
  }

  private void unknown(Resource user, String attribute) {
    problems.add(
        new Problem(
            template.position(user),
            "%s has the attribute \"%s\", which the realm's user profile does not take: Keycloak would"
                    .formatted(user.id(), attribute)
                + " leave it out; add it to the profile, or set its %s to ENABLED or ADMIN_EDIT"
                    .formatted(POLICY)));
  }

  private void addresses() {
    ResourceId realm = ResourceId.of(ResourceType.REALM, "");
    if (field(realm, "duplicateEmailsAllowed").asBoolean()) {
      return;
    }
    Map<String, String> owners = new HashMap<>();
    users(actual)
        .filter(user -> desired.find(user.id()).filter(d -> d.fields().has("email")).isEmpty())
        .forEach(user -> owners.put(email(user), user.id().name()));
    users(desired)
        .filter(user -> !email(user).isEmpty())
        .forEach(
            user -> {
              String owner = owners.putIfAbsent(email(user), user.id().name());
              if (owner != null && !owner.equals(user.id().name())) {
                problems.add(
                    new Problem(
                        template.position(user),
                        "%s has the email address %s, which the user %s has: give it another one, or"
                                .formatted(user.id(), email(user), owner)
                            + " set duplicateEmailsAllowed of the realm to true"));
              }
            });
  }

  private static String email(Resource user) {
    return user.fields().path("email").asText().toLowerCase(Locale.ROOT);
  }

  /** The field as the template says; else as the server has it. */
  private JsonNode field(ResourceId id, String field) {
    return Stream.of(desired, actual)
        .map(state -> state.find(id))
        .flatMap(Optional::stream)
        .map(found -> found.fields().path(field))
        .filter(value -> !value.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
