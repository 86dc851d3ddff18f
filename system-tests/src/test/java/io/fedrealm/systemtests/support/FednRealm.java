package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The FEDn realm under a name of its own, with secrets that can be looked for afterwards. */
public final class FednRealm {

  private static final List<String> ROLES = List.of("admin", "controller", "combiner", "client");

  private FednRealm() {}

  /** The secret of the service account with a role. */
  public static String secret(String role) {
    return "canary-fedn-" + role + "-61c0f9d3a84e7b25";
  }

  /** Variables of the template. */
  public static Map<String, String> variables(String realm) {
    Map<String, String> variables = new HashMap<>();
    variables.put("FEDN_REALM", realm);
    ROLES.forEach(role -> variables.put("FEDN_" + role.toUpperCase() + "_SECRET", secret(role)));
    return variables;
  }

  /**
   * The file that the FEDn suite reads: two realms of the template, and where each secret is kept.
   *
   * @param shortLived the realm whose tokens live for seconds
   * @param tokenService people of the first realm
   */
  public static Path setupFile(
      RealmClient realm, RealmClient shortLived, TokenServiceSetup tokenService, Path folder) {
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    describe(realm, setup.putObject("realm"));
    describe(shortLived, setup.putObject("shortLived"));
    setup.put("project", "demo");
    services(setup.putObject("services"), folder);
    services(setup.putObject("shortLivedServices"), folder);
    tokenService.describe(setup.putObject("tokenService"), folder);
    return write(folder.resolve("fedn-setup.json"), setup.toPrettyString());
  }

  private static void describe(RealmClient realm, ObjectNode json) {
    json.put("issuer", realm.issuer());
    json.put("tokenEndpoint", realm.endpoint("token"));
    json.put("jwksUri", realm.endpoint("certs"));
  }

  private static void services(ObjectNode json, Path folder) {
    for (String role : ROLES) {
      Path file = write(folder.resolve(role + ".secret"), secret(role));
      json.putObject(role).put("clientId", "fedn-" + role).put("secretFile", file.toString());
    }
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
