package io.fedrealm.provisioning.template.source;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of a template and what to call it in messages.
 *
 * @param name the file as the operator named it, or the name of a bundled template
 * @param text the JSON text
 */
public record TemplateSource(String name, String text) {

  /** The templates that come with fedrealm: the files of {@code realms/}, by name. */
  public static final List<String> BUNDLED = BundledTemplates.names();

  /** A realm of 10,000 sites; more would not fit into the memory that the launcher gives us. */
  private static final int MAX_BYTES = 8 << 20;

  /**
   * Reads a template.
   *
   * @param nameOrPath the name of a bundled template, for example {@code fedn}, or a file
   * @throws CommandException {@link ExitCode#USAGE} when there is neither, or it cannot be read
   */
  public static TemplateSource of(String nameOrPath) {
    if (BUNDLED.contains(nameOrPath)) {
      return bundled(nameOrPath);
    }
    if (!exists(nameOrPath)) {
      throw unusable(
          nameOrPath,
          "no such file, and no bundled template of this name (bundled: "
              + String.join(", ", BUNDLED)
              + ")");
    }
    try {
      return new TemplateSource(nameOrPath, TextFile.read(nameOrPath, MAX_BYTES));
    } catch (TextFile.UnreadableException e) {
      throw unusable(nameOrPath, e.getMessage());
    }
  }

  /** Why a text is too long to be a template's; empty when it is not. */
  public static Optional<String> tooLong(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return length <= MAX_BYTES
        ? Optional.empty()
        : Optional.of("it has %d bytes, and a template %d at most".formatted(length, MAX_BYTES));
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static TemplateSource bundled(String name) {
    String resource = "/realms/" + name + ".json";
    try (InputStream in = TemplateSource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return new TemplateSource(name + ".json", TextFile.decode(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextFile.UnreadableException e) {
      throw new IllegalStateException(resource + " " + e.getMessage(), e);
    }
  }

  private static CommandException unusable(String name, String reason) {
    return new CommandException(ExitCode.USAGE, "Template " + name + ": " + reason);
  }
}
