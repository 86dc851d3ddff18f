package io.fedrealm.provisioning.realms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A realm template as it stands in {@code realms/}, its variables not put in.
 *
 * @param name the file's name without {@code .json}
 * @param text the file
 * @param root the file as JSON
 */
record TemplateFile(String name, String text, JsonNode root) {

  /** The folder with the templates and their page. */
  static final Path FOLDER = Path.of("..", "realms");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^{}]*))?}");

  /** All templates of the folder, by name. */
  static List<TemplateFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .sorted()
          .map(TemplateFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template of a name, for example {@code fedn}. */
  static TemplateFile read(String name) {
    try {
      String text = Files.readString(FOLDER.resolve(name + ".json"));
      return new TemplateFile(name, text, new ObjectMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables in the order of their first use, each with its default if it has one. */
  Map<String, Optional<String>> variables() {
    Map<String, Optional<String>> variables = new LinkedHashMap<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      variables.putIfAbsent(matcher.group(1), Optional.ofNullable(matcher.group(2)));
    }
    return variables;
  }

  /** The variables that are used with different defaults in different places. */
  List<String> contradictions() {
    List<String> contradictions = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (!variables().get(matcher.group(1)).equals(Optional.ofNullable(matcher.group(2)))) {
        contradictions.add(matcher.group());
      }
    }
    return contradictions;
  }

  /**
   * A text of the template for readers: a variable with a default as its default, another one as
   * its name.
   */
  static String shown(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(2) == null || match.group(2).isEmpty()
                        ? match.group(1)
                        : match.group(2)));
  }

  /** The same, as code in Markdown. */
  static String code(String text) {
    Matcher variable = VARIABLE.matcher(text);
    boolean optional = variable.matches() && "".equals(variable.group(2));
    return "`" + shown(text) + "`" + (optional ? " (if set)" : "");
  }

  /** Texts of the template as code, separated by commas. */
  static String codes(JsonNode texts) {
    return texts.valueStream().map(text -> code(text.asText())).collect(Collectors.joining(", "));
  }

  /** What a group or a service account holds: realm roles, and client roles with their owner. */
  static String held(JsonNode holder) {
    List<String> roles = new ArrayList<>();
    holder.path("realmRoles").forEach(role -> roles.add(code(role.asText())));
    holder
        .path("clientRoles")
        .properties()
        .forEach(client -> roles.add(code(client.getKey()) + ": " + codes(client.getValue())));
    return String.join(", ", roles);
  }

  @Override
  public String toString() {
    return name;
  }
}
