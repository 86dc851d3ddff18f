package io.fedrealm.provisioning.nvflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A participant's startup kit, as {@code nvflare provision} writes it. */
final class StartupKit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  StartupKit(Path folder) {
    this.folder = folder;
  }

  /** What is wrong with the folder as a kit with this configuration file; empty when nothing is. */
  List<String> problems(String configuration) {
    List<String> problems = new ArrayList<>();
    Path file = folder.resolve("startup").resolve(configuration);
    if (!Files.isRegularFile(file)) {
      problems.add(
          file + " is not there: name the folder of the participant's startup kit with --kit");
    }
    if (!Files.isDirectory(local())) {
      problems.add(local() + " is not there");
    }
    return problems;
  }

  /** The name of the site that a site's kit is for; empty when the kit does not say so. */
  String site() {
    return read(folder.resolve("startup/fed_client.json")).at("/client/fqsn").asText("");
  }

  /** The name of the project that a server's or site's kit is for. */
  String project(String configuration) {
    JsonNode kit = read(folder.resolve("startup").resolve(configuration));
    return kit.at("/servers/0/name").asText("");
  }

  /** The operator's resources.json of an admin, if there is one. */
  boolean hasOwnResources() {
    return Files.exists(local().resolve("resources.json"));
  }

  /** The resources that NVIDIA FLARE would use as long as there are no others. */
  ObjectNode defaultResources() {
    return read(local().resolve("resources.json.default"));
  }

  /** Writes JSON into {@code local/}, whole or not at all. */
  Path write(String name, JsonNode content) {
    return write(name, content.toPrettyString() + "\n", false);
  }

  /** Writes a secret into {@code local/}, for its owner alone. */
  Path writeSecret(String name, String content) {
    return write(name, content, true);
  }

  private Path write(String name, String content, boolean secret) {
    Path target = local().resolve(name);
    try {
      // Java makes temporary files with mode 600: a secret is never open for a moment.
      Path fresh = Files.createTempFile(local(), name + ".", ".new");
      Files.writeString(fresh, content);
      if (!secret) {
        fresh.toFile().setReadable(true, false);
      }
      return Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, target + " cannot be written: " + e, e);
    }
  }

  private Path local() {
    return folder.resolve("local");
  }

  private static ObjectNode read(Path file) {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode object) {
        return object;
      }
      throw new CommandException(ExitCode.USAGE, file + " is no JSON object");
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, file + " cannot be read as JSON: " + e, e);
    }
  }
}
