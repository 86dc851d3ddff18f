package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Marks what this tool has made. The mark is a part of the resource itself and goes out in the
 * request that makes it: however a run ends, a resource is there with its mark or not at all. It
 * names the resource, so that a copy under another name, made by hand, is not taken for ours.
 */
public final class Ownership {

  /** The attribute, or entry of a configuration, that is the mark. */
  public static final String MARK = "fedrealm.made";

  private Ownership() {}

  /** The fields of a new resource with the mark; as they are, of kinds that cannot carry one. */
  public static ObjectNode marked(Resource resource) {
    ObjectNode fields = resource.fields().deepCopy();
    ResourceId id = resource.id();
    switch (id.kind()) {
      case CLIENT, CLIENT_SCOPE -> fields.withObjectProperty("attributes").put(MARK, mark(id));
      case REALM_ROLE, CLIENT_ROLE, GROUP ->
          fields.withObjectProperty("attributes").putArray(MARK).add(mark(id));
      case CLIENT_MAPPER, CLIENT_SCOPE_MAPPER ->
          fields.withObjectProperty("config").put(MARK, mark(id));
      default -> {}
    }
    return fields;
  }

  /** Whether this tool has made a resource, and nobody has renamed or copied it since. */
  public static boolean isOurs(Resource resource) {
    JsonNode attribute = resource.fields().path("attributes").path(MARK);
    JsonNode mark =
        attribute.isMissingNode() ? resource.fields().path("config").path(MARK) : attribute;
    String text = mark.isArray() ? mark.path(0).asText() : mark.asText();
    return text.equals(mark(resource.id()));
  }

  private static String mark(ResourceId id) {
    return id.owner().isEmpty()
        ? id.kind().id() + " " + id.name()
        : id.kind().id() + " " + id.owner() + " " + id.name();
  }
}
