package io.fedrealm.provisioning.template.variable;

import static io.fedrealm.provisioning.template.TemplateSupport.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  @Nested
  class FromTheEnvironment {

    @Test
    void isTheValueAsItIs() throws Exception {
      assertThat(variables("SITE", " a \"b\" ").get("SITE")).contains(" a \"b\" ");
    }

    @Test
    void isAbsentWhenNotSetOrEmpty() throws Exception {
      assertThat(variables().get("SITE")).isEmpty();
      assertThat(variables("SITE", "", "SITE_FILE", "").get("SITE")).isEmpty();
    }
  }

  @Nested
  class FromAFile {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"value", "value\n", "value\r\n", "value\n\n", "\uFEFFvalue"})
    void isTheTextWithoutTheLineBreakAtItsEnd(String text) throws Exception {
      assertThat(get(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("value");
    }

    @Test
    void keepsSpacesAndInnerLineBreaks() throws Exception {
      assertThat(get(" a\nb \n".getBytes(StandardCharsets.UTF_8))).isEqualTo(" a\nb ");
    }

    @Test
    void isRefusedWhenTheVariableIsSetToo() {
      assertThatThrownBy(() -> variables("SITE", "a", "SITE_FILE", "/x").get("SITE"))
          .isInstanceOf(Variables.UnusableException.class)
          .hasMessage("both SITE and SITE_FILE are set: keep one of the two");
    }

    @Test
    void isRefusedWhenThereIsNoSuchFile() {
      Path missing = folder.resolve("missing");

      assertThatThrownBy(() -> variables("SITE_FILE", missing.toString()).get("SITE"))
          .hasMessage("SITE_FILE names " + missing + ", which does not exist");
    }

    @Test
    void isRefusedWhenItIsAFolder() {
      assertThatThrownBy(() -> variables("SITE_FILE", folder.toString()).get("SITE"))
          .hasMessage("SITE_FILE names " + folder + ", which is a folder, not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void isRefusedWhenItHoldsNothing(String text) {
      assertThatThrownBy(() -> get(text.getBytes(StandardCharsets.UTF_8)))
          .hasMessageEndingWith(", which is empty");
    }

    @Test
    void isRefusedWhenItIsNoTextAndTheMessageHoldsNothingOfIt() {
      byte[] latin1 = "canary-\u00e9".getBytes(StandardCharsets.ISO_8859_1);

      assertThatThrownBy(() -> get(latin1))
          .hasMessageEndingWith(", which is not UTF-8 text: save it as UTF-8")
          .hasMessageNotContaining("canary");
    }

    @Test
    void isRefusedWhenItIsHuge() {
      assertThatThrownBy(() -> get(new byte[(1 << 20) + 1]))
          .hasMessageEndingWith(", which is larger than 1024 KiB");
    }

    @Test
    void isRefusedWhenItHasNoEnd() {
      assertThatThrownBy(() -> variables("SITE_FILE", "/dev/zero").get("SITE"))
          .hasMessage("SITE_FILE names /dev/zero, which is larger than 1024 KiB");
    }

    private String get(byte[] content) throws Exception {
      Path file = Files.write(folder.resolve("value"), content);
      return variables("SITE_FILE", file.toString()).get("SITE").orElseThrow();
    }
  }
}
