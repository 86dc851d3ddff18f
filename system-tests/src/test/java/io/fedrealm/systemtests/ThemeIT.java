package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.NodeSuite;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages and mails that people see, in a real browser and with a real mail server; what is
 * looked at stands in {@code src/test/browser}, screenshots are left in {@code
 * target/node/browser}.
 */
@ExtendWith(LocalKeycloak.class)
class ThemeIT {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyPageOfTheThemeIsWhole(LocalKeycloak.Server server) throws IOException {
    Map<String, String> admin = server.adminEnvironment();
    Path secret = folder.resolve("admin.secret");
    Files.writeString(secret, admin.get("FEDREALM_ADMIN_CLIENT_SECRET"));
    ObjectNode setup = JsonNodeFactory.instance.objectNode().put("url", server.url());
    setup
        .putObject("admin")
        .put("clientId", admin.get("FEDREALM_ADMIN_CLIENT_ID"))
        .put("secretFile", secret.toString());
    describeFedn(server, setup.putObject("fedn"));
    Path file = Files.writeString(folder.resolve("setup.json"), setup.toPrettyString());

    return new NodeSuite("browser")
        .run(
            "FEDREALM_BROWSER_REPORT",
            "TEST-browser.xml",
            Map.of("FEDREALM_BROWSER_SETUP", file.toString()));
  }

  private void describeFedn(LocalKeycloak.Server server, ObjectNode json) throws IOException {
    TokenServiceSetup fedn = TokenServiceSetup.apply(server, "fedn-page");
    for (String language : List.of("en", "de", "fr", "sv")) {
      fedn.addPerson("agda-" + language, "demo:admin");
    }
    Path password = folder.resolve("fedn.password");
    Files.writeString(password, TokenServiceSetup.PASSWORD);
    json.put("realm", "fedn-page").put("passwordFile", password.toString());
  }
}
