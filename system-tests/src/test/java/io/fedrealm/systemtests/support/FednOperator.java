package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the FEDn suite needs to run {@code fedrealm} as the operator of two FEDn realms. */
public final class FednOperator {

  private static final String SECRET = "FEDREALM_ADMIN_CLIENT_SECRET";

  private FednOperator() {}

  /**
   * The file that the suite reads; the admin's secret is in a file of its own.
   *
   * @param shortLived the realm whose tokens live for seconds
   * @param tokenService people of the first realm
   */
  public static Path setupFile(
      LocalKeycloak.Server server,
      String realm,
      String shortLived,
      TokenServiceSetup tokenService,
      Path folder) {
    Map<String, String> admin = server.adminEnvironment();
    Path secret = write(folder.resolve("operator.secret"), admin.remove(SECRET));
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    setup.put("program", Cli.checkout().resolve("fedrealm").toString());
    ObjectNode environment = setup.putObject("environment");
    admin.forEach(environment::put);
    environment.put(SECRET + "_FILE", secret.toString());
    setup.put(
        "adminSecretFile",
        write(folder.resolve("admin.secret"), FednRealm.secret("admin")).toString());
    setup.put("realm", realm).put("shortLivedRealm", shortLived).put("project", "demo");
    tokenService.describe(setup.putObject("tokenService"), folder);
    return write(folder.resolve("operator.json"), setup.toPrettyString());
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
