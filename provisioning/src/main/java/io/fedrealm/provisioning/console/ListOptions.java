package io.fedrealm.provisioning.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How what was read is shown: to people, or to machines. */
public final class ListOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How it is shown: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ListFormat format;

  /** Whether it is for machines. */
  public boolean json() {
    return format == ListFormat.json;
  }

  /**
   * Prints the fields of one thing.
   *
   * @param fields texts, lists of texts, and objects, which a person sees as JSON
   */
  public void printFields(ObjectNode fields, PrintWriter out) {
    int width = 1;
    for (var field : fields.properties()) {
      width = Math.max(width, field.getKey().length());
    }
    List<String> lines = new ArrayList<>();
    for (var field : fields.properties()) {
      String text = text(field.getValue());
      lines.add(
          ("%-" + width + "s %s")
              .formatted(field.getKey(), text.isEmpty() ? "-" : Printable.of(text)));
    }
    print(lines, fields, out);
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
    return value.isObject() ? (value.isEmpty() ? "" : value.toString()) : value.asText();
  }

  /** Prints one of the two. */
  public void print(List<String> text, JsonNode json, PrintWriter out) {
    if (json()) {
      out.println(json.toPrettyString());
    } else {
      text.forEach(out::println);
    }
    out.flush();
  }
}
