package io.fedrealm.provisioning.site.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.SiteRequest;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCsvTest {

  private static final SiteRequest DEFAULTS =
      new SiteRequest("", "demo", Authentication.secret, Map.of("controller", "fedn.example.org"));

  @TempDir private Path folder;

  @Test
  void aLineTakesFromTheOptionsWhatItLeavesOut() throws IOException {
    List<SiteCsv.Line> lines =
        read("name,project,auth,controller\na,,,\n\"b\", heart ,private_key_jwt,https://c/b\n");

    assertThat(lines)
        .extracting(SiteCsv.Line::request)
        .containsExactly(
            new SiteRequest("a", "demo", Authentication.secret, DEFAULTS.details()),
            new SiteRequest(
                "b", "heart", Authentication.private_key_jwt, Map.of("controller", "https://c/b")));
  }

  @Test
  void linesAreCountedAsAnEditorCountsThem() throws IOException {
    List<SiteCsv.Line> lines = read("name\n\na\n\nb\n");

    assertThat(lines).extracting(SiteCsv.Line::number).containsExactly(3L, 5L);
  }

  @Test
  void aMarkOfByteOrderBeforeTheFirstColumnIsNoPartOfItsName() throws IOException {
    assertThat(read("\uFEFFname\na\n")).hasSize(1);
  }

  @Test
  void everyWrongLineIsToldWithItsNumber() {
    assertThatThrownBy(() -> read("name,auth\na,key\nb\nc,\nc,\n"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(
            "line 2: auth is secret, private_key_jwt, federated or password, not \"key\"")
        .hasMessageContaining("line 3: it has not as many columns as the first line")
        .hasMessageContaining("line 5: site c stands in the file for the second time");
  }

  @Test
  void aFileWithoutAColumnOfNamesIsRefused() {
    assertThatThrownBy(() -> read("site\na\n"))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("does not name a column \"name\"");
  }

  @Test
  void anUnknownColumnIsRefusedBeforeItIsMissed() {
    assertThatThrownBy(() -> read("name,contoller\na,x\n"))
        .hasMessageContaining("unknown column \"contoller\"");
  }

  @Test
  void aFileThatIsNoTextOrNotThereIsToldWithItsName() throws IOException {
    assertThatThrownBy(() -> SiteCsv.read(folder.resolve("none.csv"), DEFAULTS, List.of()))
        .hasMessageContaining("none.csv");
    assertThatThrownBy(() -> read("name\n\"a\n")).hasMessageContaining("sites.csv");
    assertThatThrownBy(() -> read("")).hasMessageContaining("sites.csv");
  }

  private List<SiteCsv.Line> read(String text) throws IOException {
    Path file = folder.resolve("sites.csv");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return SiteCsv.read(file, DEFAULTS, List.of("controller"));
  }
}
