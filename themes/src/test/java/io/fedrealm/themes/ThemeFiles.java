package io.fedrealm.themes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Reads our theme from the source tree and Keycloak's themes from the class path. */
final class ThemeFiles {

  static final Path ROOT = Path.of("src/main/resources/theme/fedrealm");
  static final List<String> TYPES = List.of("login", "account", "email");
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "sv");

  /** Keycloak's themes from which each of our types inherits, nearest first. */
  static List<String> parents(String type) {
    return switch (type) {
      case "login" -> List.of("keycloak.v2", "base");
      case "account" -> List.of("keycloak.v3", "base");
      case "email" -> List.of("keycloak", "base");
      default -> throw new IllegalArgumentException("No theme of type " + type);
    };
  }

  /** Every file of our theme below {@code folder}, as a path relative to the theme. */
  static List<Path> below(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(Files::isRegularFile).map(ROOT::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path relative) {
    try {
      return Files.readString(ROOT.resolve(relative), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Our bundle; the reader is strict, so that a file that is not UTF-8 fails here. */
  static ResourceBundle bundle(String type, String language) {
    Path file = ROOT.resolve(type).resolve("messages/messages_" + language + ".properties");
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new PropertyResourceBundle(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + " as UTF-8", e);
    }
  }

  /** A file of one of Keycloak's themes; null where that theme does not have it. */
  static byte[] parentFile(String theme, String path) {
    String resource = "theme/" + theme + "/" + path;
    try (InputStream stream = ThemeFiles.class.getClassLoader().getResourceAsStream(resource)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  private ThemeFiles() {}
}
