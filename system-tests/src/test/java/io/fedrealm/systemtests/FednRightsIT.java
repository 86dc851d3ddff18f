package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from FEDn's token service. */
@ExtendWith(LocalKeycloak.class)
class FednRightsIT {

  private static final String MEMBER = "mia";
  private static final String STRANGER = "sven";

  private static final Http HTTP = new Http();

  private static TokenServiceSetup service;

  @BeforeAll
  static void people(LocalKeycloak.Server server) {
    service = TokenServiceSetup.apply(server, "fedn-rights");
    service.addPerson(MEMBER, "demo:client");
    service.addPerson(STRANGER);
  }

  @Test
  void whoHoldsNoRoleInAProjectDoesNotSeeIt() {
    String stranger = login(STRANGER);

    assertThat(get("projects", stranger).json()).isEmpty();
    // FEDn's command line reads the member "error", whatever the status.
    assertThat(get("projects/demo", stranger).json().has("error")).isTrue();
    assertThat(get("projects/demo", stranger).body()).doesNotContain("slug", "Owner");
    assertThat(get("projects", login(MEMBER)).json().findValuesAsText("slug"))
        .containsExactly("demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin-token", "client-token"})
  void onlyWhoAdministersAProjectGetsItsTokens(String kind) {
    refused(404, get(kind, login(STRANGER)));
    refused(403, get(kind, login(MEMBER)));
    refused(404, get(kind, login(TokenServiceSetup.CREATOR)));
    assertThat(get(kind, login(TokenServiceSetup.ADMINISTRATOR)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin-token", "client-token"})
  void theTokenOfAProjectGetsNoFurtherTokensAndMakesNoProject(String kind) {
    String token = get(kind, login(TokenServiceSetup.ADMINISTRATOR)).json().path("access").asText();

    refused(401, get("admin-token", token));
    refused(401, get("client-token", token));
    refused(401, create("by-" + kind, token));
  }

  @Test
  void onlyCreatorsOfProjectsCreateAndOnlyWhoAdministersOneRemovesIt() {
    refused(403, create("by-member", login(MEMBER)));
    refused(403, create("by-administrator", login(TokenServiceSetup.ADMINISTRATOR)));
    assertThat(create("rights", login(TokenServiceSetup.CREATOR)).status()).isEqualTo(201);

    refused(404, delete("rights", login(MEMBER)));
    refused(404, delete("rights", login(TokenServiceSetup.ADMINISTRATOR)));
    assertThat(delete("rights", login(TokenServiceSetup.CREATOR)).status()).isBetween(200, 204);
  }

  /** The first token of a project makes the project's client; only one request can. */
  @Test
  void theFirstTokensOfAProjectMayBeAskedForAtOnce() throws Exception {
    String creator = login(TokenServiceSetup.CREATOR);
    assertThat(create("crowd", creator).status()).isEqualTo(201);

    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<Future<Http.Answer>> answers =
          callers.invokeAll(Collections.nCopies(6, () -> firstToken(creator)));
      for (Future<Http.Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
      }
    } finally {
      callers.shutdown();
    }
  }

  private static Http.Answer firstToken(String creator) {
    return new Http()
        .get(
            service.base() + "/api/v1/client-token",
            "Authorization",
            "Bearer " + creator,
            "X-Project-Slug",
            "crowd");
  }

  private static void refused(int status, Http.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("\"access\"", "eyJ");
  }

  private static String login(String username) {
    JsonNode person =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", username)
            .put("password", TokenServiceSetup.PASSWORD);
    return HTTP.json("POST", service.base() + "/api/token/", person).json().path("access").asText();
  }

  private static Http.Answer get(String path, String token) {
    return HTTP.get(
        service.base() + "/api/v1/" + path,
        "Authorization",
        "Bearer " + token,
        "X-Project-Slug",
        "demo");
  }

  private static Http.Answer create(String name, String token) {
    return HTTP.post(
        service.base() + "/api/v1/projects/create",
        Map.of("name", name),
        "Authorization",
        "Bearer " + token);
  }

  private static Http.Answer delete(String slug, String token) {
    return HTTP.json(
        "DELETE",
        service.base() + "/api/v1/projects/delete/" + slug,
        null,
        "Authorization",
        "Bearer " + token);
  }
}
