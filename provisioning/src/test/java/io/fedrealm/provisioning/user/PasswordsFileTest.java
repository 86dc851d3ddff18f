package io.fedrealm.provisioning.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsFileTest {

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("passwords.csv");
  }

  @Test
  void aPasswordIsInTheFileBeforeTheServerGetsItAndStaysTheSame() throws IOException {
    PasswordsFile first = PasswordsFile.open(path());
    first.keep(List.of("anna"));
    String password = first.of("anna").orElseThrow();

    assertThat(Files.readAllLines(path())).containsExactly("username,password", "anna," + password);
    assertThat(PasswordsFile.open(path()).of("anna")).contains(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  @Test
  void passwordsDifferAndSatisfyPoliciesThatWantEachKindOfCharacter() {
    PasswordsFile file = PasswordsFile.open(path());

    assertThat(file.of("anna").orElseThrow())
        .matches("([a-z][A-Z][2-9][A-Za-z2-9]{2}-?){4}")
        .hasSize(23)
        .isNotEqualTo(file.of("bert").orElseThrow());
  }

  @Test
  void aForgottenPasswordIsReplaced() throws IOException {
    PasswordsFile file = PasswordsFile.open(path());
    String before = file.of("anna").orElseThrow();
    file.forget("anna");

    assertThat(file.of("anna").orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void anotherFileIsNotTakenForOne() throws IOException {
    Files.writeString(path(), "username,email\nanna,a@x.example\n");
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> PasswordsFile.open(path()))
        .hasMessageContaining("line 1: this is no file of passwords");

    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> PasswordsFile.open(path())).hasMessageContaining("chmod 600");
  }
}
