package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another version of the image: made by the same Dockerfile, of an extension and a theme that are
 * not the ones before.
 */
final class OtherImage {

  private static final List<String> CONTEXT =
      List.of(
          "docker/keycloak-entrypoint.sh",
          "docker/keycloak-healthy.sh",
          "provisioning/src/main/resources/io/fedrealm/provisioning/local/quarkus.properties",
          "provisioning/src/main/resources/io/fedrealm/provisioning/local/server-build.options",
          "spi-extensions/target/bom.json",
          "LICENSE");
  private static final String EXTENSION = "spi-extensions/target/fedrealm-spi-extensions.jar";
  private static final String THEMES = "themes/target/fedrealm-themes.jar";
  private static final String MESSAGES = "theme/fedrealm/login/messages/messages_en.properties";
  private static final String TITLE = "loginAccountTitle=";

  private OtherImage() {}

  /**
   * Builds it.
   *
   * @param image its name
   * @param title the title of the login page in it
   */
  static void build(String image, String title) {
    Path context = Cli.work().resolve("docker/other-image");
    try {
      for (String file : CONTEXT) {
        copy(file, context);
      }
      copy(EXTENSION, context);
      addTo(context.resolve(EXTENSION));
      copy(THEMES, context);
      retitle(context.resolve(THEMES), title);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Docker.buildImage(image, "docker/Dockerfile", context);
  }

  private static void copy(String file, Path context) throws IOException {
    Path copy = context.resolve(file);
    Files.createDirectories(copy.getParent());
    Files.copy(
        Cli.checkout().resolve(file),
        copy,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void addTo(Path jar) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Files.writeString(files.getPath("META-INF/other-version"), "other");
    }
  }

  private static void retitle(Path jar, String title) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Path messages = files.getPath(MESSAGES);
      List<String> lines;
      try (Stream<String> old = Files.lines(messages)) {
        lines = old.map(line -> line.startsWith(TITLE) ? TITLE + title : line).toList();
      }
      Files.write(messages, lines);
    }
  }
}
