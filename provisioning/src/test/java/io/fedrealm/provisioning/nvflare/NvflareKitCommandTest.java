package io.fedrealm.provisioning.nvflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.token.IssuerUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvflareKitCommandTest {

  private static final String ISSUER = "https://id.example.org/realms/nvflare";
  private static final String SECRET = "canary-kit-secret-77c1";

  @TempDir private Path kit;
  private Path secret;

  @BeforeEach
  void makeKit() throws IOException {
    Files.createDirectories(kit.resolve("startup"));
    Files.createDirectories(kit.resolve("local"));
    secret = Files.writeString(kit.resolve("client-secret"), SECRET + "\n");
  }

  private void startup(String file, String json) throws IOException {
    Files.writeString(kit.resolve("startup").resolve(file), json);
  }

  private void siteKit() throws IOException {
    startup(
        "fed_client.json", "{\"servers\":[{\"name\":\"demo\"}],\"client\":{\"fqsn\":\"site-1\"}}");
  }

  @Test
  void theServersKitGetsAFileBesideTheOperatorsOwn() throws IOException {
    startup("fed_server.json", "{\"servers\":[{\"name\":\"demo\"}]}");
    Files.writeString(kit.resolve("local/resources.json"), "{\"mine\":true}");

    Result result = run("--server", "--issuer", ISSUER);

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("fedrealm__p_resources.json");
    JsonNode component = local("fedrealm__p_resources.json").at("/components/0");
    assertThat(component.path("path").asText())
        .isEqualTo("fedrealm_nvflare.registration.FedrealmSiteRegistration");
    assertThat(component.at("/args/issuer").asText()).isEqualTo(ISSUER);
    assertThat(component.at("/args/project").asText()).isEqualTo("demo");
    assertThat(Files.readString(kit.resolve("local/resources.json"))).isEqualTo("{\"mine\":true}");
  }

  @Test
  void aSitesKitGetsItsSecretInAFileForTheOwnerAlone() throws IOException {
    siteKit();

    Result result = run("--site", "site-1", "--issuer", ISSUER, "--credential", secret.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out() + result.err()).doesNotContain(SECRET);
    assertThat(Files.readString(kit.resolve("local/fedrealm.secret"))).isEqualTo(SECRET + "\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(kit.resolve("local/fedrealm.secret"))))
        .isEqualTo("rw-------");
    JsonNode resources = local("fedrealm__p_resources.json");
    assertThat(resources.toString()).doesNotContain(SECRET);
    assertThat(resources.at("/components/0/args/secret_file").asText())
        .isEqualTo("local/fedrealm.secret");
    assertThat(resources.at("/components/1/path").asText())
        .isEqualTo("fedrealm_nvflare.job_gate.FedrealmJobGate");
    assertThat(resources.at("/components/1/args/mode").asText()).isEqualTo("online");
    assertThat(resources.at("/components/1/args/site").asText()).isEqualTo("site-1");
  }

  @Test
  void aPrivateKeyTakesTheSecretsPlace() throws IOException {
    siteKit();
    Files.writeString(secret, "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n");

    run("--site", "site-1", "--issuer", ISSUER, "--credential", secret.toString(), "--key-id", "k");

    JsonNode arguments = local("fedrealm__p_resources.json").at("/components/0/args");
    assertThat(arguments.path("key_file").asText()).isEqualTo("local/fedrealm.pem");
    assertThat(arguments.path("key_id").asText()).isEqualTo("k");
    assertThat(arguments.has("secret_file")).isFalse();
  }

  @Test
  void theAddressOfTheRealmMayBeAnotherFromThere() throws IOException {
    siteKit();

    Result result =
        run(
            "--site",
            "site-1",
            "--issuer",
            ISSUER,
            "--secret-env",
            "SITE_SECRET",
            "--url",
            "https://inside.example.org/realms/nvflare");

    assertThat(result.exitCode()).isZero();
    for (JsonNode component : local("fedrealm__p_resources.json").path("components")) {
      assertThat(component.at("/args/issuer").asText()).isEqualTo(ISSUER);
      assertThat(component.at("/args/url").asText())
          .isEqualTo("https://inside.example.org/realms/nvflare");
      assertThat(component.at("/args/secret_env").asText()).isEqualTo("SITE_SECRET");
    }
  }

  @Test
  void anAdminsHandlerJoinsWhatNvflareWouldUse() throws IOException {
    startup("fed_admin.json", "{}");
    Files.writeString(
        kit.resolve("local/resources.json.default"), "{\"admin\":{\"prompt\":\"> \"}}");

    Result result = run("--admin", "--issuer", ISSUER, "--for-sites", "site-1,site-2");

    assertThat(result.exitCode()).isZero();
    JsonNode resources = local("resources.json");
    assertThat(resources.at("/admin/prompt").asText()).isEqualTo("> ");
    assertThat(resources.at("/handlers/0/args/sites").size()).isEqualTo(2);
  }

  @Test
  void anAdminsOwnResourcesAreNotTouchedAndWhatToAddIsShown() throws IOException {
    startup("fed_admin.json", "{}");
    Files.writeString(kit.resolve("local/resources.json"), "{\"mine\":true}");

    Result result = run("--admin", "--issuer", ISSUER, "--for-sites", "site-1");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("Nothing was written", "FedrealmAdminTokens", "handlers");
    assertThat(Files.readString(kit.resolve("local/resources.json"))).isEqualTo("{\"mine\":true}");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndNothingIsWritten() {
    Result result = run("--site", "site 1", "--issuer", "http://id.example.org/realms/x");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("fed_client.json is not there", "a site's name", "the issuer is", "--credential");
    assertThat(run("--server", "--issuer", ISSUER, "--url", "ftp://x").err())
        .contains("the url is https");
    assertThat(kit.resolve("local")).isEmptyDirectory();
  }

  @Test
  void theKitOfAnotherSiteIsRefused() throws IOException {
    siteKit();

    Result result = run("--site", "site-2", "--issuer", ISSUER, "--secret-env", "SITE_SECRET");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("is the kit of site site-1");
    assertThat(kit.resolve("local")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.org",
        "https://id.example.org/realms/",
        "https://id.example.org/realms/x/",
        "ftp://id.example.org/realms/x",
        "not a url"
      })
  void whatIsNoIssuerIsRefused(String issuer) {
    assertThat(IssuerUrl.problems("issuer", issuer)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.org/realms/x",
        "https://id.example.org:8443/auth/realms/x",
        "http://127.0.0.1:8080/realms/x",
        "http://localhost:8080/realms/x"
      })
  void anIssuerIsTaken(String issuer) {
    assertThat(IssuerUrl.problems("issuer", issuer)).isEmpty();
  }

  private JsonNode local(String file) throws IOException {
    return new ObjectMapper().readTree(kit.resolve("local").resolve(file).toFile());
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("nvflare", "kit", "--kit", kit.toString()));
    Stream.of(arguments).forEach(all::add);
    return CliSupport.run(Map.of(), all.toArray(String[]::new));
  }
}
