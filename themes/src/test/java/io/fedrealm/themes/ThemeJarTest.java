package io.fedrealm.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Keycloak reads from the jar, and what a browser would fetch because of it. */
class ThemeJarTest {

  private static final Pattern OTHER_HOST =
      Pattern.compile("(?:src|href)=\"(?:https?:)?//|url\\(\\s*[\"']?(?:https?:)?//|@import");

  @Test
  void theJarDeclaresEveryTypeThatHasAFolder() throws IOException {
    String declared = Files.readString(Path.of("src/main/resources/META-INF/keycloak-themes.json"));

    try (Stream<Path> folders = Files.list(ThemeFiles.ROOT)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ThemeFiles.TYPES)
          .allSatisfy(type -> assertThat(declared).contains('"' + type + '"'));
    }
  }

  @TestFactory
  Stream<DynamicTest> noFileAsksAnotherHostForAnything() {
    return ThemeFiles.TYPES.stream()
        .flatMap(type -> ThemeFiles.below(type).stream())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> assertThat(ThemeFiles.read(file)).doesNotContainPattern(OTHER_HOST)));
  }
}
