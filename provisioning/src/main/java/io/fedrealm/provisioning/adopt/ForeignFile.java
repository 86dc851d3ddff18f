package io.fedrealm.provisioning.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Realms of a file: one realm, an array of them ({@code kc.sh export --file}), or a folder of
 * {@code kc.sh export --dir}, where the users of a realm stand in files of their own.
 * keycloak-config-cli's may be YAML.
 */
final class ForeignFile {

  /** A realm with ten thousand people. */
  private static final int MAX_BYTES = 64 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(yaml());

  private static final String USERS = "users";

  private ForeignFile() {}

  private static YAMLFactory yaml() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    return YAMLFactory.builder().loaderOptions(limits).build();
  }

  /**
   * Reads realms.
   *
   * @return by name, in the order in which they stand
   * @throws CommandException {@link ExitCode#USAGE} when there is nothing that could be one
   */
  static List<ObjectNode> read(Path path) {
    Map<String, ObjectNode> realms = new LinkedHashMap<>();
    for (Path file : files(path)) {
      for (ObjectNode part : parts(file)) {
        String name = part.path("realm").asText();
        if (name.isBlank()) {
          throw unusable(file, "a realm in it has no name: add \"realm\": \"NAME\"");
        }
        ObjectNode realm = realms.putIfAbsent(name, part);
        if (realm != null) {
          add(part, realm, file);
        }
      }
    }
    return List.copyOf(realms.values());
  }

  /** Those that describe realms before those with their users. */
  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> json =
          files.filter(file -> isYaml(file) || file.toString().endsWith(".json")).sorted().toList();
      if (json.isEmpty()) {
        throw unusable(path, "the folder has no .json, .yaml or .yml file");
      }
      List<Path> ordered = new ArrayList<>(json);
      ordered.removeIf(ForeignFile::isOfUsers);
      json.stream().filter(ForeignFile::isOfUsers).forEach(ordered::add);
      return ordered;
    } catch (IOException e) {
      throw unusable(path, "the folder cannot be read");
    }
  }

  private static boolean isYaml(Path file) {
    return file.toString().matches(".*\\.ya?ml");
  }

  private static boolean isOfUsers(Path file) {
    return file.getFileName().toString().matches(".*-(federated-)?users-\\d+\\.json");
  }

  private static void add(ObjectNode part, ObjectNode realm, Path file) {
    if (!isOfUsers(file)) {
      throw unusable(file, "the realm \"%s\" is there a second time".formatted(name(part)));
    }
    ArrayNode users = realm.withArrayProperty(USERS);
    part.path(USERS).forEach(users::add);
  }

  private static String name(ObjectNode realm) {
    return realm.path("realm").asText();
  }

  private static List<ObjectNode> parts(Path file) {
    JsonNode root = parse(file);
    List<ObjectNode> parts = new ArrayList<>();
    for (JsonNode part : root.isArray() ? root : JSON.createArrayNode().add(root)) {
      if (!(part instanceof ObjectNode realm)) {
        throw unusable(file, "not a realm: it is no object, and no array of some");
      }
      parts.add(realm);
    }
    return parts;
  }

  private static JsonNode parse(Path file) {
    try {
      return (isYaml(file) ? YAML : JSON).readTree(TextFile.read(file.toString(), MAX_BYTES));
    } catch (TextFile.UnreadableException e) {
      throw unusable(file, e.getMessage());
    } catch (JsonProcessingException e) {
      // Without Jackson's message: it shows what stands there, which may be a secret.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw unusable(file, "line " + line + " is not valid " + (isYaml(file) ? "YAML" : "JSON"));
    }
  }

  private static CommandException unusable(Path file, String reason) {
    return new CommandException(ExitCode.USAGE, file + ": " + reason);
  }
}
