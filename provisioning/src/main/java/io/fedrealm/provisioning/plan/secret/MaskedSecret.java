package io.fedrealm.provisioning.plan.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.Mask;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A secret of a template that Keycloak takes and never shows again, only its mask: of the mail
 * server, an identity provider, a component, the configuration of an execution. (A client's secret
 * can be read.)
 *
 * @param holder what it belongs to
 * @param path the field, for people: {@code config.clientSecret}
 * @param value the secret itself, never shown
 */
public record MaskedSecret(ResourceId holder, String path, String value) {

  private static final Set<ResourceType> KINDS =
      EnumSet.of(
          ResourceType.REALM,
          ResourceType.FLOW_EXECUTIONS,
          ResourceType.IDENTITY_PROVIDER,
          ResourceType.COMPONENT,
          ResourceType.SUB_COMPONENT);

  /** Kinds of which an update sends the whole resource, the secrets of the template included. */
  private static final Set<ResourceType> SENT_WHOLE =
      EnumSet.of(
          ResourceType.IDENTITY_PROVIDER, ResourceType.COMPONENT, ResourceType.SUB_COMPONENT);

  /** What is printable has none. */
  private static final String SEPARATOR = "\n";

  /** A secret in a field, which may be a list of texts, as components have them. */
  static MaskedSecret of(ResourceId holder, String path, JsonNode value) {
    JsonNode only = value.isArray() && value.size() == 1 ? value.get(0) : value;
    return new MaskedSecret(holder, path, only.isValueNode() ? only.asText() : only.toString());
  }

  /** Whether a kind of resource has secrets that Keycloak masks. */
  static boolean mayBeIn(ResourceType kind) {
    return KINDS.contains(kind);
  }

  /**
   * The secrets that the server has got with a change: those of the template, as they are in it.
   */
  public static List<MaskedSecret> writtenBy(Change change) {
    ResourceId id = change.id();
    if (change.action() == Action.DELETE || !mayBeIn(id.kind())) {
      return List.of();
    }
    boolean whole = change.action() != Action.UPDATE || SENT_WHOLE.contains(id.kind());
    return in(change).stream().filter(secret -> whole || secret.isSentBy(change)).toList();
  }

  private boolean isSentBy(Change change) {
    return holder.kind() == ResourceType.REALM
        ? change.touches(path.split("\\.")[0])
        : change.fields().stream().anyMatch(field -> field.path().equals(path));
  }

  private static List<MaskedSecret> in(Change change) {
    Resource desired = change.desired();
    JsonNode live =
        change.actual().<JsonNode>map(Resource::fields).orElse(MissingNode.getInstance());
    List<MaskedSecret> secrets = new ArrayList<>();
    collect(desired.id(), "", desired.path(), desired.fields(), live, secrets);
    return secrets;
  }

  /** Those that we know to be secrets, and what the server masks besides. */
  private static void collect(
      ResourceId id,
      String path,
      String jsonPath,
      ObjectNode fields,
      JsonNode live,
      List<MaskedSecret> secrets) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String name = field.getKey();
      String below = path.isEmpty() ? name : path + "." + name;
      String jsonBelow = JsonPath.member(jsonPath, name);
      if (field.getValue() instanceof ObjectNode object) {
        collect(id, below, jsonBelow, object, live.path(name), secrets);
      } else if (SecretFields.isSecret(jsonBelow) || Mask.is(live.path(name))) {
        secrets.add(of(id, below, field.getValue()));
      }
    }
  }

  /** What it is known by in the marks. */
  String key() {
    return holderKey(holder) + path;
  }

  /** How the keys of all secrets of a resource start. */
  static String holderKey(ResourceId id) {
    return String.join(SEPARATOR, id.kind().id(), id.owner(), id.name(), "");
  }

  /** How a key starts: with the {@link #holderKey} of its resource. */
  static String holderOf(String key) {
    return key.substring(0, key.lastIndexOf(SEPARATOR) + 1);
  }

  /** Which one, for people; without its value. */
  @Override
  public String toString() {
    return holder + ", " + Printable.of(path);
  }
}
