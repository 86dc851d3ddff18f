package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.NamedLists;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.variable.ReservedNames;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts a variable in the place of each secret, called after what it belongs to. */
public final class Secrets {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:[^{}]*)?}");

  private final String realm;
  private final Map<String, String> taken = new LinkedHashMap<>();

  private Secrets(String realm) {
    this.realm = realm;
  }

  /**
   * Replaces the secrets of a realm representation, whether masked or not. One that is a variable
   * already stays.
   *
   * @return what stood there, by variable
   */
  public static Map<String, String> replace(ObjectNode realm) {
    Secrets secrets = new Secrets(realm.path("realm").asText());
    secrets.object(realm, JsonPath.ROOT, "");
    return secrets.taken;
  }

  private void object(ObjectNode node, String path, String holder) {
    for (String name : List.copyOf(names(node))) {
      JsonNode value = node.get(name);
      String member = JsonPath.member(path, name);
      if (value.isValueNode() && SecretFields.isSecret(member)) {
        node.put(name, variable(holder, name, value.asText()));
      } else if (value instanceof ObjectNode object) {
        object(object, member, holder.isEmpty() ? name : holder);
      } else if (value instanceof ArrayNode array) {
        array(array, name, member, holder);
      }
    }
  }

  private void array(ArrayNode array, String list, String path, String holder) {
    for (int index = 0; index < array.size(); index++) {
      if (SecretFields.isSecret(path)) { // Components have lists of texts in their configuration.
        String variable = variable(holder, list, array.get(index).asText());
        array.set(index, JsonNodeFactory.instance.textNode(variable));
      } else if (array.get(index) instanceof ObjectNode element) {
        object(element, JsonPath.element(path, index), NamedLists.key(list, element));
      }
    }
  }

  private static Set<String> names(ObjectNode node) {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * {@code API_READER_SECRET}, {@code SMTP_SERVER_PASSWORD}; with a number when there are several,
   * and with more words when no template may use the name ({@code GITHUB_CLIENT_SECRET}).
   */
  private String variable(String holder, String field, String secret) {
    Matcher already = VARIABLE.matcher(secret);
    if (already.matches()) {
      return "${" + already.group(1) + "}"; // A secret has no default.
    }
    String words = upperSnake(holder + "_" + field);
    String longer = "REALM_" + upperSnake(realm) + "_" + words;
    String free =
        Stream.of(words, longer, longer + "_SECRET")
            .filter(name -> !ReservedNames.isReserved(name))
            .findFirst()
            .orElseThrow();
    String name = free;
    for (int number = 2; taken.putIfAbsent(name, secret) != null; number++) {
      name = free + "_" + number;
    }
    return "${" + name + "}";
  }

  private static String upperSnake(String text) {
    return text.replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("^[^A-Za-z]+", "")
        .toUpperCase(Locale.ROOT);
  }
}
