package io.fedrealm.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {

  private static final String URL = "http://localhost:8080";

  /**
   * @param variables NAME, value, … without the prefix FEDREALM_
   */
  private static AdminAccess access(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int index = 0; index < variables.length; index += 2) {
      environment.put("FEDREALM_" + variables[index], variables[index + 1]);
    }
    return new ServerOptions().access(environment);
  }

  @Nested
  class TheAccount {

    @Test
    void isAServiceAccountOfTheMasterRealm() {
      assertThat(access("SERVER_URL", URL, "ADMIN_CLIENT_ID", "tool", "ADMIN_CLIENT_SECRET", "s"))
          .isEqualTo(AdminAccess.serviceAccount(URI.create(URL), "tool", "s"));
    }

    @Test
    void isAPersonWithKeycloaksOwnPublicClient() {
      assertThat(
              access(
                  "SERVER_URL",
                  URL,
                  "ADMIN_USERNAME",
                  "u",
                  "ADMIN_PASSWORD",
                  "p",
                  "ADMIN_REALM",
                  "x"))
          .isEqualTo(
              new AdminAccess(
                  URI.create(URL),
                  "x",
                  "admin-cli",
                  Optional.empty(),
                  Optional.of("u"),
                  Optional.of("p")));
    }

    @Test
    void takesItsSecretFromAFile(@TempDir Path folder) throws Exception {
      Path file = Files.writeString(folder.resolve("secret"), "from-file\n");

      assertThat(
              access(
                      "SERVER_URL",
                      URL,
                      "ADMIN_CLIENT_ID",
                      "tool",
                      "ADMIN_CLIENT_SECRET_FILE",
                      file.toString())
                  .clientSecret())
          .contains("from-file");
    }
  }

  @Nested
  class WhatIsMissing {

    private static final String ACCOUNT =
        "the admin account: set FEDREALM_ADMIN_CLIENT_ID and FEDREALM_ADMIN_CLIENT_SECRET (or _FILE)"
            + " for a service account, or FEDREALM_ADMIN_USERNAME and FEDREALM_ADMIN_PASSWORD (or"
            + " _FILE) for a person";

    @Test
    void isToldAllAtOnce() {
      assertThatThrownBy(() -> access())
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessage(
              "Missing, nothing was sent:\n"
                  + "  the server: give --server URL or set FEDREALM_SERVER_URL\n"
                  + "  "
                  + ACCOUNT);
    }

    @Test
    void isToldWhenHalfOfAnAccountIsThere() {
      assertThatThrownBy(() -> access("SERVER_URL", URL, "ADMIN_CLIENT_ID", "tool"))
          .hasMessage("Missing, nothing was sent:\n  " + ACCOUNT);
      assertThatThrownBy(() -> access("SERVER_URL", URL, "ADMIN_USERNAME", "u"))
          .hasMessage(
              "Missing, nothing was sent:\n  the password of FEDREALM_ADMIN_USERNAME: set"
                  + " FEDREALM_ADMIN_PASSWORD or _FILE");
    }

    @Test
    void isNotWhatIsThereAndCannotBeRead() {
      assertThatThrownBy(
              () ->
                  access(
                      "SERVER_URL",
                      URL,
                      "ADMIN_CLIENT_ID",
                      "tool",
                      "ADMIN_CLIENT_SECRET_FILE",
                      "/no/file"))
          .hasMessage(
              "Missing, nothing was sent:\n  FEDREALM_ADMIN_CLIENT_SECRET_FILE names /no/file, which"
                  + " does not exist");
    }
  }

  @Nested
  class TheAddress {

    @ParameterizedTest
    @CsvSource({
      "http://localhost:8080, http://localhost:8080",
      "https://a.example/, https://a.example",
      "https://a.example/auth//, https://a.example/auth",
      "http://[::1]:8080/auth, http://[::1]:8080/auth",
      "HTTPS://a.example, HTTPS://a.example"
    })
    void isABaseAddress(String given, URI taken) {
      assertThat(
              access("SERVER_URL", given, "ADMIN_CLIENT_ID", "tool", "ADMIN_CLIENT_SECRET", "s")
                  .server())
          .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://keycloak:8080",
          "HTTP://id.example.org",
          "http://10.1.2.3/auth",
          "http://128.0.0.1",
          "http://127.0.0.1.example.org",
          "http://notlocalhost",
          "http://[2001:db8::1]",
          "http://[::ffff:127.0.0.1]"
        })
    void ofAnotherMachineIsEncryptedUnlessToldOtherwise(String address) {
      String[] variables = {
        "SERVER_URL", address, "ADMIN_CLIENT_ID", "a", "ADMIN_CLIENT_SECRET", "s"
      };
      String[] allowed = Arrays.copyOf(variables, variables.length + 2);
      allowed[variables.length] = "ALLOW_PLAIN_HTTP";
      allowed[variables.length + 1] = "true";

      assertThatThrownBy(() -> access(variables))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageContaining("over http everybody on the way reads secrets");
      assertThat(access(allowed).server()).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://127.0.0.1:8080",
          "http://127.1.2.3",
          "http://LOCALHOST",
          "http://id.localhost",
          "http://[::1]",
          "http://[0:0:0:0:0:0:0:1]"
        })
    void ofThisMachineMayBePlain(String address) {
      assertThat(
              access("SERVER_URL", address, "ADMIN_CLIENT_ID", "a", "ADMIN_CLIENT_SECRET", "s")
                  .server())
          .isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "localhost:8080",
          "localhost",
          "ftp://localhost",
          "http://",
          "http:///auth",
          "http://a b",
          "http://host:port",
          "http://host:99999",
          "http://host/?x=canary",
          "http://host/#x",
          "http://admin:canary@host",
          "file:///etc/passwd"
        })
    void isRefusedWithoutBeingRepeated(String address) {
      assertThatThrownBy(
              () ->
                  access(
                      "SERVER_URL", address, "ADMIN_CLIENT_ID", "tool", "ADMIN_CLIENT_SECRET", "s"))
          .isInstanceOfSatisfying(
              CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
          .hasMessageStartingWith(
              "What is given by --server or FEDREALM_SERVER_URL is not the address of a server")
          .hasMessageNotContaining("canary");
    }
  }
}
