package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What this tool notes in the realm. Keycloak replaces a realm's attributes as a whole. */
public final class RealmAttributes {

  private RealmAttributes() {}

  /** Reads the attributes, changes them, and writes them back if anything is different then. */
  public static void change(ResourceWriter.Target target, Consumer<ObjectNode> change) {
    JsonNode live = target.read();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = body.putObject("attributes");
    if (live.path("attributes") instanceof ObjectNode known) {
      attributes.setAll(known);
    }
    ObjectNode before = attributes.deepCopy();
    change.accept(attributes);
    if (!attributes.equals(before)) {
      RealmWriter.send(body, live, target);
    }
  }
}
