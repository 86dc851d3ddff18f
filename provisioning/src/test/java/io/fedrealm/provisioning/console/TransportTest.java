package io.fedrealm.provisioning.console;

import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers behind TLS, mutual TLS and a proxy, and each way in which that fails. */
class TransportTest {

  private static final String PASSWORD = "canary-key-store-password";

  @TempDir private static Path folder;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void keys() throws Exception {
    generate("server", "ip:127.0.0.1");
    generate("elsewhere", "dns:elsewhere.example");
    generate("operator", "dns:operator.example");
  }

  /** A key with a certificate of its own: NAME.p12 and NAME.pem. */
  private static void generate(String name, String alternative) throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + alternative,
        "-storetype",
        "PKCS12",
        "-keystore",
        name + ".p12");
    keytool(
        "-exportcert", "-rfc", "-alias", name, "-keystore", name + ".p12", "-file", name + ".pem");
  }

  private static void keytool(String... arguments) throws Exception {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A server whose certificate is that of a key; one that asks for the operator's, when told. */
  private String tlsServer(String key, boolean mutual) throws IOException {
    SSLContext context =
        Tls.context(Optional.of(file("operator.pem")), Optional.of(file(key + ".p12")), PASSWORD);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(mutual);
            parameters.setSSLParameters(ssl);
          }
        });
    start(https);
    return "https://127.0.0.1:" + https.getAddress().getPort();
  }

  private void start(HttpServer http) {
    server = http;
    http.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          boolean login = exchange.getRequestURI().getPath().endsWith("/token");
          byte[] body =
              (login ? "{\"access_token\":\"t\",\"expires_in\":300}" : "[]")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  private static Result list(String url, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FEDREALM_SERVER_URL", url);
    environment.put("FEDREALM_ADMIN_CLIENT_ID", "tool");
    environment.put("FEDREALM_ADMIN_CLIENT_SECRET", "canary-admin-secret-0123456789");
    environment.put("FEDREALM_CLIENT_KEYSTORE_PASSWORD", PASSWORD);
    List<String> all = new ArrayList<>(List.of("client", "list", "--realm", "r"));
    all.addAll(List.of(arguments));
    return run(environment, all.toArray(String[]::new));
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsToldWithTheRemedy() throws IOException {
    Result result = list(tlsServer("server", false));

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("There is no TLS connection", "--ca-file");
    assertThat(asked).isEmpty();
  }

  @Test
  void anAuthorityOfOnesOwnIsGivenAsAFile() throws IOException {
    Result result = list(tlsServer("server", false), "--ca-file", file("server.pem").toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws IOException {
    Result result =
        list(tlsServer("elsewhere", false), "--ca-file", file("elsewhere.pem").toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("There is no TLS connection");
    assertThat(asked).isEmpty();
  }

  @Test
  void aServerThatWantsACertificateGetsIt() throws IOException {
    String url = tlsServer("server", true);

    Result without = list(url, "--ca-file", file("server.pem").toString());
    Result with =
        list(
            url,
            "--ca-file",
            file("server.pem").toString(),
            "--client-keystore",
            file("operator.p12").toString());

    assertThat(without.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(with.exitCode()).as(with.err()).isZero();
  }

  @Test
  void filesThatCannotBeUsedAreNamedBeforeAnythingIsSent() throws IOException {
    String url = tlsServer("server", false);
    Path wrong = Files.writeString(file("wrong"), "not a certificate");

    assertThat(list(url, "--ca-file", "/no/file").err()).contains("/no/file, does not exist");
    assertThat(list(url, "--ca-file", wrong.toString()).err()).contains("no certificate");
    assertThat(list(url, "--client-keystore", wrong.toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(asked).isEmpty();
  }

  @Test
  void aProxyIsAskedInsteadOfTheServer() throws IOException {
    start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    String proxy = "http://127.0.0.1:" + server.getAddress().getPort();

    Result result = list("http://keycloak.example/auth", "--proxy", proxy, "--allow-plain-http");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(asked).isNotEmpty();
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));

    Result result =
        list("http://keycloak.example", "--proxy", "http://127.0.0.1:1", "--allow-plain-http");

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("through the proxy http://127.0.0.1:1");
    assertThat(list("https://keycloak.example", "--proxy", "http://u:canary@h:1").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }
}
