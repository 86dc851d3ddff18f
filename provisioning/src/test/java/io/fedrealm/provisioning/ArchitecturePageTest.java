package io.fedrealm.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for contributors knows every package. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("../docs/architecture.md");

  static List<String> packages() throws IOException {
    try (Stream<Path> folders =
        Stream.concat(
            Files.list(Path.of("src/main/java/io/fedrealm/provisioning")),
            Files.list(Path.of("../spi-extensions/src/main/java/io/fedrealm/extension")))) {
      return folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageOfBothModulesIsNamed(String folder) throws IOException {
    assertThat(Files.readString(PAGE)).containsPattern("\\b" + folder + "\\b");
  }
}
