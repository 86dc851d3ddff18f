package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.LocalSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void theOptionComesBeforeTheEnvironmentAndThatBeforeTheCheckout() {
    Map<String, String> environment = Map.of("FEDREALM_HOME", "/from/environment");
    Path checkout = Path.of("/checkout");

    assertThat(Home.locate(Path.of("/option"), environment, checkout).path())
        .isEqualTo(Path.of("/option"));
    assertThat(Home.locate(null, environment, checkout).path())
        .isEqualTo(Path.of("/from/environment"));
    assertThat(Home.locate(null, Map.of("FEDREALM_HOME", ""), checkout).path())
        .isEqualTo(Path.of("/checkout/.fedrealm"));
  }

  @Test
  void aRelativePathIsMadeAbsolute() {
    assertThat(Home.locate(Path.of("x/../y"), Map.of(), Path.of("/checkout")).path())
        .isEqualTo(Path.of("y").toAbsolutePath());
  }

  @Test
  void itIsCreatedForItsOwnerOnly() throws IOException {
    Home home = new Home(folder.resolve("a/b"));

    home.create();
    home.create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.path())))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderThatIsOpenToOthersIsRefusedAndNotChanged() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> new Home(open).create())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("chmod 700 '" + open + "'");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aPathThatKeycloakCannotTakeIsRefused() {
    for (String name : new String[] {"it's", "a;b", "${x}", "a\"b", "a\\b"}) {
      assertThatThrownBy(() -> new Home(folder.resolve(name)).create())
          .as(name)
          .hasMessageContaining("--home");
    }
    new Home(folder.resolve("with space #1")).create();
    assertThat(folder.resolve("with space #1")).isDirectory();
  }

  @Test
  void onlyOneProcessWorksInIt() {
    Home home = LocalSupport.home(folder);
    HomeLock first = HomeLock.take(home);

    assertThatThrownBy(() -> HomeLock.take(home))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Another fedrealm up is working in " + home.path());

    first.close();
    HomeLock.take(home).close();
  }
}
