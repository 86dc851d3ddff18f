package io.fedrealm.provisioning.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenClientTest {

  private static final String SECRET = "s3cret&=+/ value";

  private final TokenClient client = new TokenClient();
  private HttpServer server;
  private int status = 200;
  private String answer = "";
  private String received = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  private void token(String jwt) {
    answer = "{\"access_token\":\"" + jwt + "\",\"expires_in\":300}";
  }

  @Test
  void theSecretAndTheScopeGoInTheBody() {
    token(JwtSupport.jwt("{\"alg\":\"RS256\"}", "{\"role\":\"client\"}"));

    IssuedToken token = client.clientCredentials(endpoint(), "fedn-client", SECRET, "role:client");

    assertThat(received)
        .isEqualTo(
            "grant_type=client_credentials&client_id=fedn-client"
                + "&client_secret=s3cret%26%3D%2B%2F+value&scope=role%3Aclient");
    assertThat(token.claims().claim("role").orElseThrow().asText()).isEqualTo("client");
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  void withoutAScopeTheClientsDefaultsHold() {
    token(JwtSupport.jwt("{}", "{}"));

    client.clientCredentials(endpoint(), "svc", SECRET, "");

    assertThat(received).doesNotContain("scope");
  }

  @Test
  void aRefusalSaysWhatTheServerSaidAndNotTheSecret() {
    status = 401;
    answer = "{\"error\":\"invalid_client\",\"error_description\":\"Invalid client credentials\"}";

    TokenRefusedException e =
        catchThrowableOfType(
            TokenRefusedException.class,
            () -> client.clientCredentials(endpoint(), "svc", SECRET, "role:client"));

    assertThat(e)
        .hasMessage(
            "No token for client svc, scope role:client: "
                + endpoint()
                + " answered 401 invalid_client (Invalid client credentials)");
    assertThat(e.status()).isEqualTo(401);
    assertThat(e.error()).isEqualTo("invalid_client");
    assertThat(e.isClientRefused()).isTrue();
    assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("s3cret");
  }

  @Test
  void aScopeThatIsRefusedIsNotALoginProblem() {
    status = 400;
    answer = "{\"error\":\"invalid_scope\"}";

    TokenRefusedException e =
        catchThrowableOfType(
            TokenRefusedException.class,
            () -> client.clientCredentials(endpoint(), "svc", SECRET, ""));

    assertThat(e.isClientRefused()).isFalse();
    assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void anAnswerThatIsNoOAuthErrorIsReportedByItsStatus() {
    status = 502;
    answer = "<html>Bad gateway</html>";

    assertThatThrownBy(() -> client.clientCredentials(endpoint(), "svc", SECRET, ""))
        .hasMessageEndingWith(" answered 502 without an OAuth error");
  }

  @Test
  void aTokenThatIsNoJwtIsRefusedWithoutShowingIt() {
    answer = "{\"access_token\":\"planted\"}";

    assertThatThrownBy(() -> client.clientCredentials(endpoint(), "svc", SECRET, ""))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("not a signed JSON Web Token")
        .hasMessageNotContaining("planted");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    URI gone = endpoint();
    server.stop(0);

    CommandException e =
        catchThrowableOfType(
            CommandException.class, () -> client.clientCredentials(gone, "svc", SECRET, ""));

    assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(e).hasMessageContaining("No answer from " + gone).hasMessageNotContaining("s3cret");
  }

  @Test
  void issuerAndEndpointAreBuiltFromTheServersAddress() {
    URI issuer = TokenClient.issuer(URI.create("http://host:8080/auth/"), "My Realm");

    assertThat(issuer).hasToString("http://host:8080/auth/realms/My%20Realm");
    assertThat(TokenClient.endpoint(issuer))
        .hasToString("http://host:8080/auth/realms/My%20Realm/protocol/openid-connect/token");
  }
}
