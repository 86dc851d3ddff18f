package io.fedrealm.provisioning.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFileTest {

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("secrets.env");
  }

  private void given(String mode, String... lines) throws IOException {
    Files.write(path(), List.of(lines));
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(mode));
  }

  @Test
  void valuesAreLongUrlSafeAndDifferent() {
    SecretsFile file = SecretsFile.open(path());

    assertThat(file.generate(List.of("B", "A"))).containsExactly("A", "B");

    assertThat(file.get("A")).matches("[A-Za-z0-9_-]{43}");
    assertThat(file.get("B")).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(file.get("A"));
  }

  @Test
  void theFileIsReadableByItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
    SecretsFile.open(path()).generate(List.of("A"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void valuesAreUsedAgain() {
    SecretsFile.open(path()).generate(List.of("A"));
    Map<String, String> before = SecretsFile.open(path()).values();

    SecretsFile again = SecretsFile.open(path());

    assertThat(again.generate(List.of("A", "B"))).containsExactly("B");
    assertThat(SecretsFile.open(path()).values()).containsAllEntriesOf(before).hasSize(2);
  }

  @Test
  void nothingNewMeansNothingWritten() throws IOException {
    given("r--------", "A=x");

    assertThat(SecretsFile.open(path()).generate(List.of("A"))).isEmpty();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("r--------");
  }

  @Test
  void commentsAndOwnValuesStay() throws IOException {
    given("rw-------", "# mine", "", "A=http://localhost:4200/?x=1");

    SecretsFile.open(path()).generate(List.of("B"));

    assertThat(Files.readAllLines(path()))
        .startsWith("# mine", "", "A=http://localhost:4200/?x=1")
        .hasSize(4);
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws IOException {
    given("rw-r--r--", "A=x");

    assertThatThrownBy(() -> SecretsFile.open(path()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("chmod 600 '" + path() + "'");
  }

  @Test
  void aMalformedLineIsNamedByItsNumberAndNotShown() throws IOException {
    for (String line :
        List.of("planted", "A = planted", "A=", "A=\"planted\"", "A=a planted", "1A=planted")) {
      given("rw-------", "# first", line);

      assertThatThrownBy(() -> SecretsFile.open(path()))
          .as(line)
          .hasMessageContaining("line 2")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws IOException {
    given("rw-------", "A=x", "A=y");

    assertThatThrownBy(() -> SecretsFile.open(path()))
        .hasMessageContaining("line 2: A for the second time");
  }

  @Test
  void aValueThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> SecretsFile.open(path()).get("A"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
