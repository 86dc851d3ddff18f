package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a login that fails tells: the same, byte for byte, whatever is wrong; the event tells. */
@ExtendWith(LocalKeycloak.class)
class FednLoginAnswersIT {

  private static final String REALM = "fedn-login-answers";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Admin admin;
  private static TokenServiceSetup service;

  /** All that the caller gets. */
  private record Answer(int status, Map<String, List<String>> headers, String body) {}

  @BeforeAll
  static void people(LocalKeycloak.Server server) throws Exception {
    admin = server.admin();
    service = TokenServiceSetup.apply(server, REALM);
    service.addPerson("henrik", "demo:client");
    service.addPerson("locked", "demo:client");
    change("disabled", person -> person.put("enabled", false));
    change("unfinished", person -> person.putArray("requiredActions").add("UPDATE_PASSWORD"));
    String bare = service.addPerson("passwordless", "demo:client");
    String credential =
        admin.get(REALM + "/users/" + bare + "/credentials").path(0).path("id").asText();
    admin.write("DELETE", REALM + "/users/" + bare + "/credentials/" + credential, null);
    for (int guess = 0; guess < 5; guess++) {
      login("locked", "wrong");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "henrik, wrong, invalid_user_credentials",
    "henrik@example.test, wrong, invalid_user_credentials",
    "locked, wrong, user_temporarily_disabled",
    "locked, right, user_temporarily_disabled",
    "disabled, wrong, user_disabled",
    "disabled, right, user_disabled",
    "passwordless, wrong, invalid_user_credentials",
    "unfinished, right, resolve_required_actions",
    "service-account-fedn-admin, wrong, invalid_user",
  })
  void whateverIsWrongTheAnswerIsThatToAnUnknownUserAndTheEventTells(
      String username, String password, String event) throws Exception {
    Answer unknown = login("nobody", "wrong");

    assertThat(unknown.status()).isEqualTo(401);
    assertThat(login(username, password)).isEqualTo(unknown);
    assertThat(admin.get(REALM + "/events?type=LOGIN_ERROR&max=1").path(0).path("error").asText())
        .isEqualTo(event);
  }

  @Test
  void whoGetsItRightIsLetIn() throws Exception {
    assertThat(login("henrik", "right").status()).isEqualTo(200);
  }

  private static void change(String username, Consumer<ObjectNode> change) {
    String user = service.addPerson(username, "demo:client");
    ObjectNode person = (ObjectNode) admin.get(REALM + "/users/" + user);
    change.accept(person);
    admin.write("PUT", REALM + "/users/" + user, person);
  }

  private static Answer login(String username, String password)
      throws IOException, InterruptedException {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", username)
            .put("password", password.equals("right") ? TokenServiceSetup.PASSWORD : password)
            .toString();
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(service.base() + "/api/token/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
  }
}
