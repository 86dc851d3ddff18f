package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Marks what this tool has made. The mark is a part of the resource itself and goes out in the
 * request that makes it: however a run ends, a resource is there with its mark or not at all. It
 * names the resource, so that a copy under another name, made by hand, is not taken for ours.
 *
 * <p>Client profiles, client policies and texts are entries of a list that Keycloak takes as a
 * whole and that have no room for a mark. The names of those that are ours stand beside them: in an
 * attribute of the realm, and among the texts.
 */
public final class Ownership {

  /** The attribute, or entry of a configuration, that is the mark. */
  public static final String MARK = "fedrealm.made";

  /** Kinds whose resource is a list of entries, of which some can be ours. */
  public static final Set<ResourceType> LISTS =
      EnumSet.of(
          ResourceType.LOCALIZATION, ResourceType.CLIENT_PROFILES, ResourceType.CLIENT_POLICIES);

  /** The width of the columns for attributes in Keycloak's database (jpa-changelog). */
  private static final int MAX_MARK = 255;

  private static final Set<ResourceType> BY_ID =
      EnumSet.of(
          ResourceType.AUTHENTICATION_FLOW, ResourceType.COMPONENT, ResourceType.SUB_COMPONENT);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Ownership() {}

  /** The fields of a new resource with the mark; as they are, of kinds that cannot carry one. */
  public static ObjectNode marked(Resource resource) {
    ObjectNode fields = resource.fields().deepCopy();
    ResourceId id = resource.id();
    switch (id.kind()) {
      case CLIENT, CLIENT_SCOPE -> fields.withObjectProperty("attributes").put(MARK, mark(id));
      case REALM_ROLE, CLIENT_ROLE, GROUP, ORGANIZATION, ORGANIZATION_GROUP ->
          fields.withObjectProperty("attributes").putArray(MARK).add(mark(id));
      case CLIENT_MAPPER,
          CLIENT_SCOPE_MAPPER,
          IDENTITY_PROVIDER,
          IDENTITY_PROVIDER_MAPPER,
          REQUIRED_ACTION ->
          fields.withObjectProperty("config").put(MARK, mark(id));
      case AUTHENTICATION_FLOW, COMPONENT, SUB_COMPONENT ->
          fields.put("id", OwnershipUuid.of(mark(id)));
      default -> {}
    }
    return fields;
  }

  /** Whether this tool has made a resource, and nobody has renamed or copied it since. */
  public static boolean isOurs(Resource resource) {
    if (BY_ID.contains(resource.id().kind())) {
      return OwnershipUuid.carries(resource.serverId(), mark(resource.id()));
    }
    JsonNode attribute = resource.fields().path("attributes").path(MARK);
    JsonNode mark =
        attribute.isMissingNode() ? resource.fields().path("config").path(MARK) : attribute;
    String text = mark.isArray() ? mark.path(0).asText() : mark.asText();
    return text.equals(mark(resource.id()));
  }

  /**
   * The entries of a list that this tool has made.
   *
   * @param list of a kind of {@link #LISTS}, as it is on the server
   * @param realm the realm that it is in
   */
  public static Set<String> entries(Resource list, RealmState realm) {
    if (list.id().kind() == ResourceType.LOCALIZATION) {
      return names(list.fields().path(MARK));
    }
    return realm
        .find(ResourceId.of(ResourceType.REALM, ""))
        .map(settings -> settings.fields().path("attributes"))
        .map(attributes -> names(attributes.path(attribute(list.id().kind()))))
        .orElseGet(Set::of);
  }

  /** The realm's attribute that names the client profiles or policies that are ours. */
  public static String attribute(ResourceType kind) {
    return MARK + "." + kind.id();
  }

  /** The names in a mark of a list; none when somebody has changed it into something else. */
  public static Set<String> names(JsonNode mark) {
    Set<String> names = new TreeSet<>();
    try {
      JSON.readTree(mark.asText()).forEach(name -> names.add(name.asText()));
      return names;
    } catch (JsonProcessingException e) {
      return Set.of();
    }
  }

  /** The mark of a list. */
  public static String mark(Set<String> names) {
    ArrayNode list = JSON.createArrayNode();
    new TreeSet<>(names).forEach(list::add);
    return list.toString();
  }

  private static String mark(ResourceId id) {
    String mark =
        id.owner().isEmpty()
            ? id.kind().id() + " " + id.name()
            : id.kind().id() + " " + id.owner() + " " + id.name();
    return mark.length() > MAX_MARK ? id.kind().id() + " " + OwnershipUuid.hash(mark) : mark;
  }
}
