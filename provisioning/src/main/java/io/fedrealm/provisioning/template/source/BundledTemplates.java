package io.fedrealm.provisioning.template.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which templates the jar, or the folder of classes, holds: one that is added is found. */
final class BundledTemplates {

  private static final String FOLDER = "realms";
  private static final String ENDING = ".json";

  private BundledTemplates() {}

  /** Their names, sorted. */
  static List<String> names() {
    try {
      Path code =
          Path.of(
              BundledTemplates.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(code)) {
        return names(code.resolve(FOLDER));
      }
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        return names(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }
}
