package io.fedrealm.provisioning.server;

import static io.fedrealm.provisioning.server.FakeKeycloak.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminErrorsTest {

  private static final String PUT = "PUT";

  private FakeKeycloak server;

  @BeforeEach
  void start() {
    server = new FakeKeycloak();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandException put(JsonNode body) {
    return failure(server.access(), api -> api.write(PUT, body, "realms", "r"));
  }

  private CommandException get() {
    return failure(server.access(), api -> api.get("serverinfo"));
  }

  private interface Call {
    void on(AdminApi api);
  }

  private static CommandException failure(AdminAccess access, Call call) {
    try (AdminApi api = new AdminApi(access, Retries.NONE)) {
      CommandException thrown = catchThrowableOfType(CommandException.class, () -> call.on(api));
      assertThat(thrown).as("the call fails").isNotNull();
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(SECRET, "canary");
      return thrown;
    }
  }

  private String tool() {
    return "tool in realm master of " + server.url();
  }

  @Nested
  class ARefusal {

    @Test
    void isToldInTheServersWords() {
      server.answer(PUT, "/realms/r", 409, "{\"errorMessage\":\"Client x already exists\"}");

      CommandException thrown = put(null);

      assertThat(thrown).hasMessage("Client x already exists (409 at PUT /admin/realms/r)");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(thrown)
          .isInstanceOfSatisfying(
              AdminApi.RefusedException.class, e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void byBeanValidationIsToldInAllItsWords() {
      server.answer(
          PUT,
          "/realms/r",
          400,
          "{\"error\":\"invalid_input\",\"error_description\":\"Bad\",\"errors\":[{\"errorMessage\":"
              + "\"first\"},{\"errorMessage\":\"second\"}]}");

      assertThat(put(null))
          .hasMessage("Bad; invalid_input; first; second (400 at PUT /admin/realms/r)");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "application/json | {\"error\":\"unknown_error\"} | unknown_error",
          "application/json | {} | the server gave no reason",
          "application/json | [] | the server gave no reason",
          "text/html | <html>canary</html> | the server did not answer in JSON (text/html)",
          "application/json | {\"error\": | the server did not answer in JSON (application/json)"
        })
    void byABrokenServerIsToldAsFarAsItCanBe(String type, String body, String said) {
      server.answer(PUT, "/realms/r", 500, type, body);

      CommandException thrown = put(null);

      assertThat(thrown).hasMessage(said + " (500 at PUT /admin/realms/r)");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void withoutABodyIsToldAsThat() {
      server.answer(PUT, "/realms/r", 502, "");

      assertThat(put(null)).hasMessage("the server gave no reason (502 at PUT /admin/realms/r)");
    }

    @Test
    void isCutShortAndHasNoEscapeSequences() {
      server.answer(PUT, "/realms/r", 400, "{\"error\":\"\\u001b[2J" + "x".repeat(2000) + "\"}");

      assertThat(put(null).getMessage())
          .startsWith("\\u001b[2Jxxx")
          .hasSize(500 + "… (400 at PUT /admin/realms/r)".length());
    }

    @Test
    void ofTheAccountSaysWhichRightIsMissing() {
      server.answer(PUT, "/realms/r", 403, "{\"error\":\"HTTP 403 Forbidden\"}");

      CommandException thrown = put(null);

      assertThat(thrown)
          .hasMessage(
              tool()
                  + " is not allowed to do this (403 at PUT /admin/realms/r): give the account the"
                  + " realm-management role that is missing, or the admin role");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void ofALoginThatWasGoodBeforeSaysSo() {
      server.answer(PUT, "/realms/r", 401, "{\"error\":\"HTTP 401 Unauthorized\"}");

      CommandException thrown = put(null);

      assertThat(thrown)
          .hasMessageStartingWith(
              "the server does not accept the login of " + tool() + " any more");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void thatRepeatsTheRequestIsCleanedOfItsSecrets() {
      server.answer(
          PUT,
          "/realms/r",
          400,
          "{\"error\":\"Invalid: canary-0123456789, canary-abcdefghij, canary-mail-password\"}");
      JsonNodeFactory json = JsonNodeFactory.instance;
      JsonNode body =
          json.objectNode()
              .put("secret", "canary-0123456789")
              .<ObjectNode>set(
                  "credentials",
                  json.arrayNode().add(json.objectNode().put("value", "canary-abcdefghij")))
              .set("smtpServer", json.objectNode().put("password", "canary-mail-password"));

      assertThat(put(body))
          .hasMessage(
              "Invalid: (sensitive), (sensitive), (sensitive) (400 at PUT /admin/realms/r)");
    }
  }

  @Nested
  class AnAnswerThatIsNoJson {

    @Test
    void isToldAsAProxysWork() {
      server.answer("GET", "/serverinfo", 200, "text/html", "<html>Please log in</html>");

      CommandException thrown = get();

      assertThat(thrown)
          .hasMessage(
              "The answer is no JSON (text/html at GET /admin/serverinfo): this is not Keycloak, or a"
                  + " proxy stands before it.");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void isToldWhenThereIsNothingInIt() {
      server.answer("GET", "/serverinfo", 200, "");

      assertThat(get()).hasMessageStartingWith("The answer is no JSON (no content type at GET");
    }
  }

  @Nested
  class AServerThatDoesNotLetUsIn {

    @Test
    void isToldWithTheAccountAndWithoutTheSecret() {
      AdminAccess wrong =
          AdminAccess.serviceAccount(URI.create(server.url()), "tool", "canary-wrong");

      CommandException thrown = failure(wrong, api -> api.get("serverinfo"));

      assertThat(thrown)
          .hasMessageStartingWith(
              "Login refused for " + tool() + ": check client id and secret, or user and password;")
          .hasMessageEndingWith(
              "(401, Invalid client or Invalid client credentials; unauthorized_client).");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void withoutAServiceAccountIsToldAsThat() {
      server.answerLogin(
          400,
          "application/json",
          "{\"error\":\"unauthorized_client\",\"error_description\":\"Client not enabled to retrieve"
              + " service account\"}");

      assertThat(get())
          .hasMessageContaining(
              "a client needs its service account, a person a client with direct access grants (400,"
                  + " Client not enabled to retrieve service account; unauthorized_client).");
    }

    @Test
    void becauseOfTheRealmOrThePathIsToldAsThat() {
      server.answerLogin(404, "application/json", "{\"error\":\"Realm does not exist\"}");

      assertThat(get())
          .hasMessage(
              "There is no realm master at "
                  + server.url()
                  + " (404): check the realm of the account, and the address (with the relative path,"
                  + " for example /auth).");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 502, 503, 504})
    void becauseItIsIllIsToldAsNotReachable(int status) {
      server.answerLogin(status, "text/html", "<html>canary</html>");

      assertThat(get())
          .hasMessageStartingWith(
              "Keycloak cannot be reached at "
                  + server.url()
                  + ": it answered "
                  + status
                  + " to the login");
    }

    @Test
    void becauseOfAnErrorInKeycloakIsToldAsThat() {
      server.answerLogin(500, "application/json", "{\"error\":\"unknown_error\"}");

      assertThat(get())
          .hasMessageStartingWith(
              "Keycloak at " + server.url() + " answers the login with an error of its own (500):")
          .hasMessageContaining("its log says why")
          .hasMessageNotContaining("cannot be reached");
    }

    @Test
    void becauseSomethingElseAnswersIsToldAsNotReachable() {
      server.answerLogin(200, "text/html", "<html>canary</html>");

      CommandException thrown = get();

      assertThat(thrown).hasMessageStartingWith("Keycloak cannot be reached at " + server.url());
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void afterAllSaysSoWhenTheLoginIsRenewed() {
      server.answerLogin(401, "application/json", "{\"error\":\"invalid_client\"}");

      assertThat(failure(server.access(), AdminApi::renewLogin))
          .hasMessageStartingWith("Login refused for " + tool());
    }
  }

  @Nested
  class AServerThatIsNotThere {

    @Test
    void isToldWithItsAddress() {
      String gone = server.url();
      server.close();

      CommandException thrown = get();

      assertThat(thrown)
          .hasMessageStartingWith("Keycloak cannot be reached at " + gone + ": ")
          .hasMessageContaining("Connection refused")
          .hasMessageEndingWith(
              ". Check the address (with the relative path, for example /auth) and that it runs.");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void orDoesNotSpeakTlsIsToldWhereToLook() throws Exception {
      assertThat(failureAt("https", "HTTP/1.1 400 Bad Request\r\n\r\n"))
          .hasMessageStartingWith("There is no TLS connection to https://127.0.0.1:")
          .hasMessageContaining("SSLException")
          .hasMessageContaining("--ca-file");
    }

    @Test
    void orWhoseNameNobodyKnowsIsToldAsThat() {
      AdminAccess nowhere =
          AdminAccess.serviceAccount(URI.create("http://no-such-host.invalid"), "tool", SECRET);

      assertThat(failure(nowhere, api -> api.get("serverinfo")))
          .hasMessageContaining("http://no-such-host.invalid: UnknownHostException");
    }

    @Test
    void orHangsUpIsToldAsThat() throws Exception {
      assertThat(failureAt("http", ""))
          .hasMessageStartingWith("Keycloak cannot be reached at http://127.0.0.1:");
    }

    /** What comes of a server that says the same to everybody, and hangs up. */
    private static CommandException failureAt(String scheme, String answer) throws Exception {
      Thread rude;
      CommandException thrown;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        rude = new Thread(() -> hangUp(socket, answer));
        rude.start();
        URI address = URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
        thrown =
            failure(
                AdminAccess.serviceAccount(address, "tool", SECRET), api -> api.get("serverinfo"));
      }
      rude.join();
      return thrown;
    }

    private static void hangUp(ServerSocket socket, String answer) {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          connection.getInputStream().read();
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          return;
        }
      }
    }
  }

  @Test
  void whoWeAreIsPrintedWithoutSecretAndPassword() {
    assertThat(server.access()).hasToString(tool());
  }
}
