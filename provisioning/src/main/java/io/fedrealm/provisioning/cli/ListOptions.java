package io.fedrealm.provisioning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How what was read is shown: to people, or to machines. */
public final class ListOptions {

  /** The formats. */
  enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How it is shown: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Prints one of the two. */
  public void print(List<String> text, JsonNode json, PrintWriter out) {
    if (format == Format.json) {
      out.println(json.toPrettyString());
    } else {
      text.forEach(out::println);
    }
    out.flush();
  }
}
