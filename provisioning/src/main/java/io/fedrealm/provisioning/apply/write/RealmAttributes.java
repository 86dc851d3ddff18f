package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What this tool notes in the realm. Keycloak replaces a realm's attributes as a whole. */
public final class RealmAttributes {

  private RealmAttributes() {}

  /** Reads the attributes, changes them, and writes them back if anything is different then. */
  public static void change(ResourceWriter.Target target, Consumer<ObjectNode> change) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode attributes = body.putObject("attributes");
    if (target.read().path("attributes") instanceof ObjectNode live) {
      attributes.setAll(live);
    }
    ObjectNode before = attributes.deepCopy();
    change.accept(attributes);
    if (!attributes.equals(before)) {
      target.send("PUT", body);
    }
  }
}
