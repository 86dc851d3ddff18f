package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.PythonSuite;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples of {@code integrations/flask} (the real Flask and PyJWT) and {@code
 * integrations/java}, asked over HTTP with the realm's tokens and with forged ones; what they are
 * asked stands in {@code src/test/python/api}.
 */
@ExtendWith(LocalKeycloak.class)
class ApiIT {

  private static final String REALM = "api-suite";
  private static final String SHORT_LIVED = "api-suite-short-lived";
  private static final Template TEMPLATE = Template.of("api");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> theSamplesTakeTheRealmsTokensAndRefuseAllOthers(LocalKeycloak.Server server)
      throws IOException, URISyntaxException {
    server.apply("api", TEMPLATE.variables(REALM));
    Map<String, String> shortLived = TEMPLATE.variables(SHORT_LIVED);
    shortLived.put("API_ACCESS_TOKEN_LIFESPAN", "3");
    server.apply("api", shortLived);
    Path setup = folder.resolve("setup.json");
    Files.writeString(setup, setup(server).toPrettyString());
    return new PythonSuite("api").run(Map.of("FEDREALM_API_SETUP", setup.toString()));
  }

  private ObjectNode setup(LocalKeycloak.Server server) throws IOException, URISyntaxException {
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    setup.put("server", server.url()).put("realm", REALM).put("shortLived", SHORT_LIVED);
    ObjectNode secrets = setup.putObject("secrets");
    secrets.put("api-reader", secretFile("reader", Template.secret("API_READER_SECRET")));
    secrets.put("api-writer", secretFile("writer", Template.secret("API_WRITER_SECRET")));
    Map<String, String> admin = server.adminEnvironment();
    setup
        .putObject("admin")
        .put("clientId", admin.get("FEDREALM_ADMIN_CLIENT_ID"))
        .put("secretFile", secretFile("admin", admin.get("FEDREALM_ADMIN_CLIENT_SECRET")));
    setup.put("samples", Cli.checkout().resolve("integrations").toString());
    setup.put("java", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path nimbus =
        Path.of(
            DefaultJWTProcessor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return setup.put("nimbus", nimbus.toString());
  }

  private String secretFile(String name, String secret) throws IOException {
    return Files.writeString(folder.resolve(name), secret).toString();
  }
}
