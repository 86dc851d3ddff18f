package io.fedrealm.provisioning.template;

import io.fedrealm.provisioning.cli.CommandException;
import io.fedrealm.provisioning.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a template and what to call it in messages.
 *
 * @param name the file as the operator named it, or the name of a bundled template
 * @param text the JSON text
 */
public record TemplateSource(String name, String text) {

  /** The templates that come with fedrealm, in the order in which they are applied. */
  public static final List<String> BUNDLED = List.of("flnet-client", "flnet-platform", "fedn");

  /** More than this is no realm template; it would only fill the memory. */
  private static final long MAX_BYTES = 32L << 20;

  /**
   * Reads a template.
   *
   * @param nameOrPath a file, or the name of a bundled template, for example {@code fedn}
   * @throws CommandException {@link ExitCode#USAGE} when there is neither, or it cannot be read
   */
  public static TemplateSource of(String nameOrPath) {
    if (BUNDLED.contains(nameOrPath)) {
      return bundled(nameOrPath);
    }
    Path file = Path.of(nameOrPath);
    if (!Files.isRegularFile(file)) {
      throw unusable(
          nameOrPath,
          "no such file, and no bundled template of this name (bundled: "
              + String.join(", ", BUNDLED)
              + ")");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw unusable(nameOrPath, "larger than 32 MiB: this is no realm template");
      }
      return new TemplateSource(nameOrPath, decode(nameOrPath, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw unusable(nameOrPath, "cannot be read (" + e.getMessage() + ")");
    }
  }

  private static TemplateSource bundled(String name) {
    String resource = "/realms/" + name + ".json";
    try (InputStream in = TemplateSource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return new TemplateSource(name + ".json", decode(name, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unusable(name, "is not UTF-8 text; save it as UTF-8");
    }
  }

  private static CommandException unusable(String name, String reason) {
    return new CommandException(ExitCode.USAGE, "Template " + name + ": " + reason);
  }
}
