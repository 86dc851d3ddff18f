package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.adopt.translation.Report.Outcome;
import io.fedrealm.provisioning.realm.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A realm of somebody else's file on its way to a template. Translations change it in place; what
 * they say of it names the place in the file, however much was taken out before it.
 */
public final class ForeignRealm {

  private static final Pattern MAJOR = Pattern.compile("^(\\d{1,2})\\.");

  private final ObjectNode root;
  private final Report report = new Report();
  private final Map<JsonNode, String> places = new IdentityHashMap<>();
  private final int version;

  /**
   * @param root the realm; is changed by translations
   */
  public ForeignRealm(ObjectNode root) {
    this.root = root;
    note(root, JsonPath.ROOT);
    Matcher major = MAJOR.matcher(root.path("keycloakVersion").asText());
    this.version = major.find() ? Integer.parseInt(major.group(1)) : 0;
  }

  private void note(JsonNode node, String path) {
    if (node.isContainerNode()) {
      places.put(node, path);
    }
    node.properties()
        .forEach(field -> note(field.getValue(), JsonPath.member(path, field.getKey())));
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      note(node.get(index), JsonPath.element(path, index));
    }
  }

  /** The realm. */
  public ObjectNode root() {
    return root;
  }

  /** What was found so far. */
  public Report report() {
    return report;
  }

  /** Whether the file says that an older version than this has written it. */
  boolean isBefore(int major) {
    return version > 0 && version < major;
  }

  /** Whether the file says which version has written it. */
  boolean hasVersion() {
    return version > 0;
  }

  /** The objects of a list of the realm. */
  List<ObjectNode> objects(String list) {
    return objects(root.path(list));
  }

  /** The objects of a list. */
  static List<ObjectNode> objects(JsonNode list) {
    List<ObjectNode> objects = new ArrayList<>();
    list.forEach(
        element -> {
          if (element instanceof ObjectNode object) {
            objects.add(object);
          }
        });
    return objects;
  }

  /** What the elements of a list are called. */
  static Set<String> names(JsonNode list, String key) {
    Set<String> names = new HashSet<>();
    list.forEach(element -> names.add(element.path(key).asText()));
    return names;
  }

  /** Texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** A list of texts in the place of what stands there. */
  static void set(ObjectNode holder, String field, List<String> texts) {
    ArrayNode list = holder.putArray(field);
    texts.forEach(list::add);
  }

  /** All keeps its meaning. */
  void translated(JsonNode holder, String field, String reason) {
    report.add(Outcome.TRANSLATED, place(holder, field), reason);
  }

  /** Nothing is lost by it. */
  void leftOut(JsonNode holder, String field, String reason) {
    report.add(Outcome.LEFT_OUT, place(holder, field), reason);
  }

  /** The realm will differ. */
  void notKept(JsonNode holder, String field, String reason) {
    report.add(Outcome.NOT_KEPT, place(holder, field), reason);
  }

  /**
   * Where something stands in the file.
   *
   * @param holder what was in the file
   * @param field a field of it; empty for itself
   */
  private String place(JsonNode holder, String field) {
    String path = places.getOrDefault(holder, JsonPath.ROOT);
    return field.isEmpty() ? path : JsonPath.member(path, field);
  }
}
