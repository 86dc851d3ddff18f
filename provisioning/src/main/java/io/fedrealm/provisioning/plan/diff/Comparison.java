package io.fedrealm.provisioning.plan.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.secret.MaskedSecrets;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares one desired resource with the live one, field by field. */
final class Comparison {

  /**
   * Lists of named things that are compared as a whole: an entry that the template does not name is
   * a difference (a step of a login, the domain of a hospital, a permission), and so is one that is
   * missing, whatever it holds.
   */
  private static final Map<ResourceType, Set<String>> WHOLE =
      Map.of(
          ResourceType.FLOW_EXECUTIONS, Set.of("executions"),
          ResourceType.USER_PROFILE, Set.of("attributes", "groups"),
          ResourceType.ORGANIZATION, Set.of("domains"),
          ResourceType.USER_IDENTITIES, Set.of("federatedIdentities"),
          ResourceType.AUTHORIZATION, Set.of("resources", "scopes", "policies"));

  /** The mark of Keycloak's own flows. */
  static final String BUILT_IN = "builtIn";

  /** What a user logs in with. */
  static final String PASSWORDS = "credentials";

  private final Resource desired;
  private final MaskedSecrets masked;
  private final List<FieldChange> changes = new ArrayList<>();

  /** A comparison that cannot tell whether a masked secret is another. */
  Comparison(Resource desired) {
    this(desired, MaskedSecrets.unknown());
  }

  Comparison(Resource desired, MaskedSecrets masked) {
    this.desired = desired;
    this.masked = masked;
  }

  /** The fields that differ. */
  List<FieldChange> against(ObjectNode actual) {
    ObjectNode declared = desired.fields().deepCopy();
    switch (desired.id().kind()) {
      case AUTHENTICATION_FLOW -> declared.remove(BUILT_IN); // Keycloak says whose flow it is.
      case USER -> {
        if (!actual.isEmpty()) {
          // Passwords cannot be compared, and people choose their own. What a person had to do and
          // has done is not to be done again.
          declared.remove(Set.of(PASSWORDS, "requiredActions"));
        }
      }
      default -> {}
    }
    fields("", desired.path(), declared, actual);
    return List.copyOf(changes);
  }

  /**
   * @param path for people: {@code attributes.post.logout.redirect.uris}
   * @param jsonPath the same in the realm representation, which tells what is a secret
   */
  private void fields(String path, String jsonPath, ObjectNode to, JsonNode from) {
    for (String name : names(path, to, from)) {
      String member = path.isEmpty() ? name : path + "." + name;
      field(member, JsonPath.member(jsonPath, name), to.path(name), from.path(name));
      if (isWhole(path) && to.has(name) != from.has(name)) {
        entry(member, to.path(name), from.path(name));
      }
    }
  }

  private void field(String path, String jsonPath, JsonNode to, JsonNode from) {
    if (to instanceof ObjectNode object) {
      fields(path, jsonPath, object, from);
    } else if (!to.isMissingNode() && !Values.same(to, from)) {
      differs(path, jsonPath, to, from);
    }
  }

  /** An entry that is too many, or that is missing and holds nothing that would show that. */
  private void entry(String path, JsonNode to, JsonNode from) {
    if (desired.id().kind().isRoleSet()) {
      if (to.isMissingNode() && !Values.isEmpty(from)) {
        changes.add(FieldChange.of(path, from, JsonNodeFactory.instance.arrayNode()));
      }
    } else if (to.isMissingNode()) {
      changes.add(FieldChange.of(path, shown(from), JsonNodeFactory.instance.nullNode()));
    } else if (changes.stream().noneMatch(change -> change.path().startsWith(path + "."))) {
      changes.add(FieldChange.of(path, MissingNode.getInstance(), to));
    }
  }

  /** Without the configuration, which can hold a secret. */
  private static JsonNode shown(JsonNode entry) {
    return entry instanceof ObjectNode object ? object.deepCopy().without("config") : entry;
  }

  private boolean isWhole(String path) {
    ResourceType kind = desired.id().kind();
    return kind.isRoleSet()
        ? path.equals("clientRoles")
        : WHOLE.getOrDefault(kind, Set.of()).contains(path);
  }

  private Set<String> names(String path, ObjectNode to, JsonNode from) {
    Set<String> names = new LinkedHashSet<>();
    to.fieldNames().forEachRemaining(names::add);
    if (isWhole(path)) {
      from.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private void differs(String path, String jsonPath, JsonNode to, JsonNode from) {
    if (Mask.is(from)) {
      if (masked.isChanged(desired.id(), path, to)) {
        changes.add(FieldChange.secret(path));
      }
      return;
    }
    changes.add(
        holdsSecret(jsonPath, to)
            ? FieldChange.secret(path)
            : FieldChange.of(path, Values.isEmpty(from) ? MissingNode.getInstance() : from, to));
  }

  /** Whether the value is a secret, or a list with one somewhere in it. */
  private static boolean holdsSecret(String jsonPath, JsonNode value) {
    if (SecretFields.isSecret(jsonPath)) {
      return true;
    }
    for (int index = 0; value.isArray() && index < value.size(); index++) {
      if (holdsSecret(JsonPath.element(jsonPath, index), value.get(index))) {
        return true;
      }
    }
    return value.properties().stream()
        .anyMatch(f -> holdsSecret(JsonPath.member(jsonPath, f.getKey()), f.getValue()));
  }
}
