package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A realm template of the checkout, for realms under names of their own and with secrets that can
 * be looked for afterwards.
 *
 * @param name the template's name, for example {@code fedn}
 * @param json the file as it is, variables not put in
 */
public record Template(String name, JsonNode json) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^{}]*))?}");

  private static Path folder() {
    return Cli.checkout().resolve("realms");
  }

  /** Every template that comes with fedrealm. */
  public static List<Template> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .sorted()
          .map(file -> of(file.substring(0, file.length() - ".json".length())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template of a name. */
  public static Template of(String name) {
    try {
      return new Template(
          name, new ObjectMapper().readTree(folder().resolve(name + ".json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secret that a client's variable gets. */
  public static String secret(String variable) {
    return "canary-" + variable.toLowerCase().replace('_', '-') + "-61c0f9d3a84e7b25";
  }

  /** Variables for a realm of this template: its name and every secret; else the defaults. */
  public Map<String, String> variables(String realm) {
    Map<String, String> variables = new HashMap<>();
    variables.put(variable(json.path("realm")), realm);
    variables.put("FRONTEND_BASE_URL", FlnetRealms.FRONTEND);
    for (JsonNode client : json.path("clients")) {
      if (client.has("secret")) {
        variables.put(variable(client.path("secret")), secret(variable(client.path("secret"))));
      }
    }
    return variables;
  }

  /** A client with a service account: the first. */
  public String service() {
    return clients()
        .filter(client -> client.path("serviceAccountsEnabled").asBoolean())
        .map(client -> shown(client.path("clientId")))
        .findFirst()
        .orElseThrow();
  }

  /** How many clients have a service account. */
  public int services() {
    return (int)
        clients().filter(client -> client.path("serviceAccountsEnabled").asBoolean()).count();
  }

  /** The first client into which people sign in with a browser, if there is one. */
  public Optional<JsonNode> frontend() {
    return clients().filter(client -> client.path("standardFlowEnabled").asBoolean()).findFirst();
  }

  private Stream<JsonNode> clients() {
    return json.path("clients").valueStream();
  }

  /** The first realm role. */
  public String role() {
    return shown(json.at("/roles/realm/0/name"));
  }

  /** The path of the first group, spelled out or mirroring the first role. */
  public String group() {
    JsonNode spelled = json.at("/groups/0/name");
    return "/" + (spelled.isMissingNode() ? role() : shown(spelled));
  }

  /** A text of the template with the defaults of its variables. */
  public String shown(JsonNode text) {
    return VARIABLE
        .matcher(text.asText())
        .replaceAll(match -> Matcher.quoteReplacement(Objects.toString(match.group(2), "")));
  }

  private static String variable(JsonNode text) {
    Matcher matcher = VARIABLE.matcher(text.asText());
    if (!matcher.find()) {
      throw new IllegalArgumentException("no variable: " + text);
    }
    return matcher.group(1);
  }

  @Override
  public String toString() {
    return name;
  }
}
