package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.MaskedRealm.CANARY;
import static io.fedrealm.systemtests.support.MaskedRealm.LDAP;
import static io.fedrealm.systemtests.support.MaskedRealm.MARKS;
import static io.fedrealm.systemtests.support.MaskedRealm.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.MaskedRealm;
import io.fedrealm.systemtests.support.MaskedRealmReader;
import io.fedrealm.systemtests.support.SecretTakers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what masked secrets are known again, as the extension tells it: to whom, and how much. */
@ExtendWith(LocalKeycloak.class)
class ToldSecretMarksIT {

  private static final String TOLD = "/fl-secrets";
  private static final String CHOSEN = "{\"version\":2,\"salt\":\"chosen\",\"marks\":{}}";

  @TempDir private static Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static MaskedRealm realm;
  private static MaskedRealmReader reader;
  private static SecretTakers takers;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    takers = new SecretTakers();
    realm = new MaskedRealm(server, takers, folder);
    reader = new MaskedRealmReader(server);
  }

  @AfterAll
  static void stop() {
    takers.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query-realms",
        "view-realm",
        "view-clients",
        "manage-clients",
        "view-users",
        "manage-users",
        "view-identity-providers",
        "manage-identity-providers"
      })
  void areToldToNobodyBut(String role) {
    Http.Answer answer = reader.readsWith(role, TOLD);

    assertThat(answer.status()).as(role).isEqualTo(403);
  }

  @Test
  void areToldToNobodyWithoutARole() {
    assertThat(reader.reads(TOLD).status()).isEqualTo(403);
    assertThat(new Http().get(server.url() + "/admin/realms/" + NAME + TOLD).status())
        .isEqualTo(401);
  }

  @Test
  void areToldToWhoManagesTheRealmAndAreThoseOfTheValuesThatWereWritten() throws IOException {
    Http.Answer answer = reader.readsWith("manage-realm", TOLD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(CANARY);
    assertThat(told(answer.json())).isEqualTo(noted()).allMatch(mark -> mark.length() == 3);
  }

  /** Whoever could choose a salt would learn more of a secret with each. */
  @Test
  void areTheSameWheneverTheyAreAskedForWhateverStandsInTheRealm() {
    List<String> before = told(admin.get(NAME + TOLD));
    ObjectNode settings = new ObjectMapper().createObjectNode();
    ObjectNode attributes = (ObjectNode) admin.get(NAME).path("attributes");
    settings.set("attributes", attributes.deepCopy().put(MARKS, CHOSEN).put("salt", "chosen"));
    settings.put("id", "chosen");
    admin.write("PUT", NAME, settings);
    try {
      assertThat(told(admin.get(NAME + TOLD + "?salt=chosen"))).isEqualTo(before);
    } finally {
      settings.set("attributes", attributes);
      admin.write("PUT", NAME, settings);
    }
  }

  /** A value beside the secret, chosen by who asks, would be hashed with it. */
  @Test
  void areNeverThoseOfASecretJoinedWithSomethingElse() {
    List<String> before = told(admin.get(NAME + TOLD));
    String components = NAME + "/components";
    ObjectNode ldap = (ObjectNode) admin.get(components + "?name=hospital-ldap").path(0);
    ObjectNode joined = ldap.deepCopy();
    joined
        .withObjectProperty("config")
        .putArray("bindCredential")
        .add("**********")
        .add("chosen-by-who-asks");
    admin.send("PUT", components + "/" + ldap.path("id").asText(), joined);

    List<String> after = told(admin.get(NAME + TOLD));

    realm.changeByHand(LDAP, "old");
    assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
    assertThat(after.get(2)).isNotEqualTo(before.get(2));
    assertThat(told(admin.get(NAME + TOLD))).isEqualTo(before);
  }

  /** Of the mail server, the identity provider and the directory. */
  private static List<String> told(JsonNode realm) {
    String directories = "/components/org.keycloak.storage.UserStorageProvider";
    return List.of(
        realm.at("/smtpServer/password").asText(),
        realm.at("/identityProviders/0/config/clientSecret").asText(),
        realm.at(directories + "/0/config/bindCredential/0").asText());
  }

  private static List<String> noted() throws IOException {
    JsonNode marks =
        new ObjectMapper()
            .readTree(admin.get(NAME).path("attributes").path(MARKS).asText())
            .path("marks");
    return Stream.of("smtpServer.password", "config.clientSecret", "config.bindCredential")
        .flatMap(
            field ->
                marks.properties().stream()
                    .filter(mark -> mark.getKey().endsWith("\n" + field))
                    .map(mark -> mark.getValue().asText()))
        .toList();
  }
}
