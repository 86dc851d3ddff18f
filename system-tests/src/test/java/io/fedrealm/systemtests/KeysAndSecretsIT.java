package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Keys and secrets are rotated without locking anybody out, on a real server. */
@ExtendWith(LocalKeycloak.class)
class KeysAndSecretsIT {

  private static final String KEYS = "rotated-keys";
  private static final String SECRETS = "rotated-secrets";
  private static final String CLIENT = "local-learning-api";

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void realms(LocalKeycloak.Server running) {
    server = running;
    admin = running.admin();
    server.apply("flnet-client", FlnetRealms.client(KEYS));
    server.apply("flnet-client", FlnetRealms.client(SECRETS));
  }

  private static Cli.Result fedrealm(String realm, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--realm", realm));
    Map<String, String> environment = server.adminEnvironment();
    environment.put("LOCAL_LEARNING_SECRET", FlnetRealms.LOCAL_LEARNING_SECRET);
    return server.cli(environment, all.toArray(String[]::new));
  }

  /** The key that has signed a token which the service gets now. */
  private static String signer() throws IOException {
    String token =
        server
            .realm(KEYS)
            .clientCredentials(CLIENT, FlnetRealms.LOCAL_LEARNING_SECRET, "")
            .json()
            .path("access_token")
            .asText();
    byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new ObjectMapper().readTree(header).path("kid").asText();
  }

  private static List<String> published() throws IOException {
    return new ObjectMapper()
        .readTree(fedrealm(KEYS, "keys", "jwks").out())
        .path("keys")
        .valueStream()
        .map(key -> key.path("kid").asText())
        .toList();
  }

  @Test
  void aKeyIsAnnouncedThenSignsAndTheOldOneVerifiesUntilItIsRetired() throws IOException {
    String old = signer();
    assertThat(published()).containsExactly(old);
    assertThat(fedrealm(KEYS, "keys", "retire", old).exitCode()).as("it signs").isEqualTo(2);

    String announced = fedrealm(KEYS, "keys", "rotate", "--announce").out().strip();
    assertThat(published()).containsExactlyInAnyOrder(old, announced);
    assertThat(signer()).isEqualTo(old);

    assertThat(fedrealm(KEYS, "keys", "rotate").exitCode()).isZero();
    assertThat(signer()).isEqualTo(announced);
    assertThat(published()).containsExactlyInAnyOrder(old, announced);
    assertThat(fedrealm(KEYS, "keys", "pem").out().split("BEGIN PUBLIC KEY")).hasSize(3);
    assertThat(fedrealm(KEYS, "keys", "list").out())
        .containsPattern(announced + " +ACTIVE +signs and verifies")
        .containsPattern(old + " +PASSIVE +verifies only");

    Cli.Result tooEarly = fedrealm(KEYS, "keys", "retire", old);
    assertThat(tooEarly.exitCode()).as("its tokens live").isEqualTo(2);
    assertThat(tooEarly.err()).contains("has signed may live for", "seconds more");
    assertThat(fedrealm(KEYS, "keys", "retire", "--now", old).exitCode()).isZero();
    assertThat(published()).containsExactly(announced);
  }

  @Test
  void aClientIsShownWithWhatItHoldsAndWhatUsesItAndWithoutItsSecret() {
    Cli.Result shown = fedrealm(SECRETS, "client", "show", CLIENT);

    assertThat(shown.exitCode()).as(shown.output()).isZero();
    assertThat(shown.out())
        .containsPattern("clientId +" + CLIENT)
        .containsPattern("flows +client credentials")
        .contains("serviceAccountRoles", "usedBy")
        .doesNotContain(FlnetRealms.LOCAL_LEARNING_SECRET);
    assertThat(fedrealm(SECRETS, "client", "show", "nobody").exitCode()).isEqualTo(2);
  }

  private static int login(String secret) {
    return server.realm(SECRETS).clientCredentials(CLIENT, secret, "").status();
  }

  @Test
  void aSecretIsRotatedWithAnOverlapThatCanBeEnded() throws IOException {
    Path file = folder.resolve("secret");
    String first = FlnetRealms.LOCAL_LEARNING_SECRET;
    Cli.Result without = rotate("--to", file.toString());
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("executor secret-rotation", "Nothing was changed");
    assertThat(login(first)).isEqualTo(200);

    addRotationPolicy();
    Cli.Result rotated = rotate("--to", file.toString());

    assertThat(rotated.exitCode()).as(rotated.err()).isZero();
    assertThat(rotated.err()).contains("The old one works until 2");
    String second = Files.readString(file);
    assertThat(login(first)).isEqualTo(200);
    assertThat(login(second)).isEqualTo(200);

    assertThat(rotate("--drop-old").exitCode()).isZero();
    assertThat(login(first)).isEqualTo(401);
    assertThat(login(second)).isEqualTo(200);

    assertThat(rotate("--no-overlap", "--to", file.toString()).exitCode()).isZero();
    assertThat(login(second)).isEqualTo(401);
    assertThat(login(Files.readString(file))).isEqualTo(200);
    assertThat(server.output()).doesNotContain(second).doesNotContain(Files.readString(file));
  }

  private static Cli.Result rotate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("client", "rotate-secret", CLIENT));
    all.addAll(List.of(arguments));
    return fedrealm(SECRETS, all.toArray(String[]::new));
  }

  /** As docs/secrets-and-keys.md says. */
  private static void addRotationPolicy() throws IOException {
    ObjectNode profiles = (ObjectNode) admin.get(SECRETS + "/client-policies/profiles");
    profiles
        .withArrayProperty("profiles")
        .add(
            json(
                """
                {"name": "rotating-secrets", "executors": [{
                  "executor": "secret-rotation",
                  "configuration": {
                    "expiration-period": 31536000,
                    "rotated-expiration-period": 172800,
                    "remaining-rotation-period": 864000}}]}
                """));
    admin.write("PUT", SECRETS + "/client-policies/profiles", profiles);
    ObjectNode policies = (ObjectNode) admin.get(SECRETS + "/client-policies/policies");
    policies
        .withArrayProperty("policies")
        .add(
            json(
                """
                {"name": "rotating-secrets", "enabled": true, "profiles": ["rotating-secrets"],
                 "conditions": [{"condition": "client-access-type",
                   "configuration": {"type": ["confidential"]}}]}
                """));
    admin.write("PUT", SECRETS + "/client-policies/policies", policies);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aServicesTokenIsShownWithoutTheToken() {
    String[] command = {"token", "--client", CLIENT, "--secret-from", "LOCAL_LEARNING_SECRET"};

    Cli.Result shown = fedrealm(KEYS, command);

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .startsWith("Signed with RS256, valid 300 s")
        .contains("\"azp\" : \"" + CLIENT + "\"")
        .doesNotContainPattern("eyJ[A-Za-z0-9_-]+\\.eyJ");
  }
}
