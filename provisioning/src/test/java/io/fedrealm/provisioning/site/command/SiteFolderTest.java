package io.fedrealm.provisioning.site.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteFolderTest {

  @TempDir private Path parent;

  @Test
  void isMadeForItsOwnerAloneAndSoAreItsFiles() throws IOException {
    SiteFolder folder = new SiteFolder(parent, "lund");

    folder.makeEmpty();
    folder.write(Map.of("client.env", "secret"));

    assertThat(mode(parent.resolve("lund"))).isEqualTo("rwx------");
    assertThat(mode(folder.path("client.env"))).isEqualTo("rw-------");
  }

  @Test
  void anEmptyOneOfOursIsTaken() throws IOException {
    Files.createDirectory(parent.resolve("lund"));
    Files.setPosixFilePermissions(
        parent.resolve("lund"), PosixFilePermissions.fromString("rwx------"));

    new SiteFolder(parent, "lund").makeEmpty();

    assertThat(parent.resolve("lund")).isEmptyDirectory();
  }

  @Test
  void aLinkIsRefusedWhereverItLeads() throws IOException {
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createSymbolicLink(parent.resolve("linked"), elsewhere);
    Files.createSymbolicLink(parent.resolve("dangling"), parent.resolve("nowhere"));
    Files.createFile(parent.resolve("file"));

    for (String name : new String[] {"linked", "dangling", "file"}) {
      assertThatThrownBy(() -> new SiteFolder(parent, name).makeEmpty())
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("is a link or no folder");
      assertThatThrownBy(() -> new SiteFolder(parent, name).make())
          .isInstanceOf(CommandException.class);
    }
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(parent.resolve("nowhere")).doesNotExist();
  }

  @Test
  void oneThatIsOpenToOthersIsRefused() throws IOException {
    for (String mode : new String[] {"rwxr-xr-x", "rwxrwx---", "rwx-----x"}) {
      Path folder = Files.createDirectory(parent.resolve(mode));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));

      assertThatThrownBy(() -> new SiteFolder(parent, mode).makeEmpty())
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("is open to other users");
    }
  }

  @Test
  void oneOfSomebodyElseIsRefused() throws IOException {
    Path folder = ofSomebodyElse();

    assertThatThrownBy(
            () -> new SiteFolder(folder.getParent(), folder.getFileName().toString()).make())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("belongs to somebody else");
  }

  /** Root can give a folder away, and to everybody else /usr is such a folder. */
  private Path ofSomebodyElse() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("lund"));
    try {
      Files.setAttribute(folder, "unix:uid", 4711);
      return folder;
    } catch (FileSystemException e) {
      return Path.of("/usr");
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
