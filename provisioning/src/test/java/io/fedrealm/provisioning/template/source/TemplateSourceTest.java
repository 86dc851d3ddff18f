package io.fedrealm.provisioning.template.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSourceTest {

  @Nested
  class ABundledTemplate {

    static final List<String> BUNDLED = TemplateSource.BUNDLED;

    @ParameterizedTest
    @FieldSource("BUNDLED")
    void isFoundByItsName(String name) {
      TemplateSource source = TemplateSource.of(name);

      assertThat(source.name()).isEqualTo(name + ".json");
      assertThat(source.text()).startsWith("{");
    }
  }

  @Nested
  class AFile {

    @TempDir private Path folder;

    @Test
    void keepsTheNameThatTheOperatorGave() throws IOException {
      Path file = Files.writeString(folder.resolve("a b.json"), "{}");

      assertThat(TemplateSource.of(file.toString()))
          .isEqualTo(new TemplateSource(file.toString(), "{}"));
    }

    @Test
    void losesItsByteOrderMark() throws IOException {
      Path file = Files.writeString(folder.resolve("bom.json"), "\uFEFF{}");

      assertThat(TemplateSource.of(file.toString()).text()).isEqualTo("{}");
    }

    @Test
    void isFoundThroughALink() throws IOException {
      Path file = Files.writeString(folder.resolve("t.json"), "{}");
      Path link = Files.createSymbolicLink(folder.resolve("link"), file);

      assertThat(TemplateSource.of(link.toString()).text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.json", "no\u0000name"})
    void thatIsNotThereIsRefusedWithTheBundledNames(String name) {
      assertThatThrownBy(() -> TemplateSource.of(name))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessage(
              "Template %s: no such file, and no bundled template of this name (bundled: %s)",
              name, String.join(", ", TemplateSource.BUNDLED));
    }

    @Test
    void thatIsAFolderIsRefused() {
      assertThatThrownBy(() -> TemplateSource.of(folder.toString()))
          .hasMessage("Template %s: is a folder, not a file", folder);
    }

    @Test
    void thatIsNotUtf8IsRefused() throws IOException {
      Path file =
          Files.write(folder.resolve("t.json"), "{\"é\"}".getBytes(StandardCharsets.UTF_16));

      assertThatThrownBy(() -> TemplateSource.of(file.toString()))
          .hasMessage("Template %s: is not UTF-8 text: save it as UTF-8", file);
    }

    @Test
    void ofAbsurdSizeIsRefused() throws IOException {
      Path file = Files.write(folder.resolve("t.json"), new byte[(8 << 20) + 1]);

      assertThatThrownBy(() -> TemplateSource.of(file.toString()))
          .hasMessage("Template %s: is larger than 8192 KiB", file);
    }
  }
}
