package io.fedrealm.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file that hides one of a parent's is known, and was compared with this very parent. */
class ParentFilesTest {

  private static final String VERSION = System.getProperty("keycloak.version");
  private final TreeMap<String, String> noted = noted();

  @Test
  void everyFileThatHidesAParentsFileIsNoted() {
    TreeSet<String> hiding = new TreeSet<>();
    for (String type : ThemeFiles.TYPES) {
      for (Path file : ThemeFiles.below(type)) {
        String path = file.toString().replace('\\', '/');
        if (hidesAParents(type, path)) {
          hiding.add(path);
        }
      }
    }

    assertThat(hiding).isEqualTo(noted.keySet());
  }

  @TestFactory
  Stream<DynamicTest> theParentsFileIsTheOneThatOursWasComparedWith() {
    return noted.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> assertUnchanged(entry.getKey(), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> theFirstLineNamesTheParentAndItsVersion() {
    return noted.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".ftl"))
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(ThemeFiles.read(Path.of(entry.getKey())).lines().findFirst())
                            .hasValueSatisfying(
                                line ->
                                    assertThat(line)
                                        .startsWith("<#-- Overrides ")
                                        .contains(" of " + theme(entry.getValue()) + ",")
                                        .contains("Keycloak " + VERSION + ":"))));
  }

  private static void assertUnchanged(String path, String note) {
    byte[] parent = ThemeFiles.parentFile(theme(note), path);

    assertThat(parent).as("Keycloak %s has %s in theme %s", VERSION, path, theme(note)).isNotNull();
    assertThat(sha256(parent))
        .as(
            "Keycloak %s changed %s: compare ours with it, see parent-files.properties",
            VERSION, path)
        .isEqualTo(note.substring(note.indexOf(' ') + 1));
  }

  private static boolean hidesAParents(String type, String path) {
    List<String> inherited = List.of("theme.properties");
    return !path.contains("/messages/")
        && !inherited.contains(path.substring(type.length() + 1))
        && ThemeFiles.parents(type).stream()
            .anyMatch(theme -> ThemeFiles.parentFile(theme, path) != null);
  }

  private static String theme(String note) {
    return note.substring(0, note.indexOf(' '));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TreeMap<String, String> noted() {
    try (InputStream stream =
        ParentFilesTest.class.getResourceAsStream("/parent-files.properties")) {
      Properties properties = new Properties();
      properties.load(stream);
      TreeMap<String, String> result = new TreeMap<>();
      properties.forEach((path, note) -> result.put((String) path, (String) note));
      return result;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
