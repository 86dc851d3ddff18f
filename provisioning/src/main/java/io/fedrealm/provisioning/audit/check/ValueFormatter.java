package io.fedrealm.provisioning.audit.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as a report shows them: on one line, not too long, and never a secret. */
public final class ValueFormatter {

  private static final int NAMES = 10;

  private ValueFormatter() {}

  public static String value(Node node) {
    if (SecretFields.isSecret(node.path())) {
      return "(secret)";
    }
    if (!node.isPresent()) {
      return "(not set)";
    }
    JsonNode json = node.json();
    if (json.isArray()) {
      return list(node.texts());
    }
    return json.isObject() ? "{…}" : json.asText().isEmpty() ? "(empty)" : json.asText();
  }

  /** The first of many names. */
  public static String list(Collection<String> names) {
    String shown = names.stream().limit(NAMES).collect(Collectors.joining(", "));
    int rest = names.size() - NAMES;
    return rest > 0 ? shown + " and " + rest + " more" : shown;
  }

  /** A time as people read it. */
  public static String seconds(long seconds) {
    if (seconds >= 172800 && seconds % 86400 == 0) {
      return seconds + " s (" + seconds / 86400 + " days)";
    }
    if (seconds >= 7200) {
      return seconds + " s (" + Math.round(seconds / 360.0) / 10.0 + " hours)";
    }
    return seconds + " s";
  }
}
