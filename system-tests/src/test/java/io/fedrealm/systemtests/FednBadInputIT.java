package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SilentBodies;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEDn's token service under bad input: never a 500, never a token, an event for each refusal. */
@ExtendWith(LocalKeycloak.class)
class FednBadInputIT {

  private static final String REALM = "fedn-bad-input";
  private static final String OTHER = "fedn-bad-input-other";
  private static final String GUESSED = "fedn-guessed";
  private static final String LOGIN = "/api/token/";
  private static final String REFRESH = "/api/token/refresh/";
  private static final String CREATE = "/api/v1/projects/create";
  private static final String PAGE = "/";
  private static final List<String> FORMS = List.of(CREATE, PAGE);
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Admin admin;
  private static TokenServiceSetup service;
  private static TokenServiceSetup other;
  private static TokenServiceSetup guessed;

  @BeforeAll
  static void makeRealms(LocalKeycloak.Server server) {
    admin = server.admin();
    service = TokenServiceSetup.apply(server, REALM);
    other = TokenServiceSetup.apply(server, OTHER);
    guessed = TokenServiceSetup.apply(server, GUESSED);
    for (String realm : List.of(REALM, OTHER, GUESSED)) {
      ObjectNode config = (ObjectNode) admin.get(realm + "/events/config");
      config
          .putArray("enabledEventTypes")
          .add("LOGIN_ERROR")
          .add("REFRESH_TOKEN_ERROR")
          .add("TOKEN_EXCHANGE_ERROR")
          .add("CLIENT_LOGIN_ERROR")
          .add("PERMISSION_TOKEN_ERROR");
      admin.write("PUT", realm + "/events/config", config);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGIN, REFRESH})
  void fuzzedBodiesAreRefused(String path) {
    Random random = new Random(20261124);
    int before = events(REALM);
    String valid =
        "{\"username\":\"nobody\",\"password\":\"wrong\",\"refresh\":\"eyJhbGciOiJub25lIn0.e30.\"}";
    int count = 60;
    for (int round = 0; round < count; round++) {
      byte[] body = valid.getBytes(StandardCharsets.UTF_8);
      for (int change = 0; change <= round % 7; change++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      refused(send(service, "POST", path, BodyPublishers.ofByteArray(body), "Content-Type", JSON));
    }
    assertThat(events(REALM) - before).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"username\":null,\"password\":null,\"refresh\":null}",
        "{\"username\":{},\"password\":[],\"refresh\":1}",
        "{\"username\":\"\",\"password\":\"\",\"refresh\":\"\"}",
        "{\"username\":\"a\\u0000b\",\"password\":\"x\",\"refresh\":\"\\u0000\"}",
        "{\"username\":\"\\ud800\",\"password\":\"\\ud800\",\"refresh\":\"\\ud800\"}",
        "{\"username\":\"' or 1=1 --\",\"password\":\"x\",\"refresh\":\"a.b.c\"}",
        "{\"username\":\"service-account-fedn-admin\",\"password\":\"x\",\"refresh\":\"..\"}"
      })
  void jsonOfAnyShapeIsRefusedWithAnEvent(String body) {
    for (String path : List.of(LOGIN, REFRESH)) {
      int before = events(REALM);
      refused(send(service, "POST", path, BodyPublishers.ofString(body), "Content-Type", JSON));
      assertThat(events(REALM) - before).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/jsonp",
        "*/*",
        ";",
        "json",
        "application/json/json"
      })
  void anotherContentTypeIsRefused(String type) {
    String body = credentials(TokenServiceSetup.ADMINISTRATOR, TokenServiceSetup.PASSWORD);
    for (String path : List.of(LOGIN, REFRESH, CREATE, PAGE)) {
      if (type.startsWith("application/x-www-form") && FORMS.contains(path)) {
        continue;
      }
      refusedForItsType(path, type, body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "Multipart/Form-Data; boundary=x",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=x"
      })
  void aBodyInPartsIsRefusedWhetherItCanBeParsedOrNot(String type) {
    String part = "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nastrid\r\n";
    for (String path : List.of(LOGIN, REFRESH, CREATE, PAGE)) {
      for (String body : List.of("", "no parts", part, part + "--x--\r\n")) {
        refusedForItsType(path, type, body);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&&&=&",
        "name",
        "name=%00",
        "name=%ff%fe",
        "name=%zz",
        "name=%",
        "%=a",
        "name=a%2"
      })
  void aFormOfAnyShapeMakesNoProject(String form) {
    JsonNode creator = json(login(service, TokenServiceSetup.CREATOR));
    int before = events(REALM);

    refused(
        send(
            service,
            "POST",
            CREATE,
            BodyPublishers.ofString(form),
            "Content-Type",
            FORM,
            "Authorization",
            bearer(creator)));

    assertThat(events(REALM) - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGIN, REFRESH, CREATE, PAGE})
  void tenMegabytesAreNotTaken(String path) {
    byte[] body = new byte[10 * 1024 * 1024];
    for (String type : List.of(JSON, FORM, "multipart/form-data; boundary=x")) {
      int before = events(REALM);
      refused(send(service, "POST", path, BodyPublishers.ofByteArray(body), "Content-Type", type));
      assertThat(events(REALM) - before).isEqualTo(1);
    }
  }

  @Test
  void aSlowClientIsToldSoAndKeepsNobodyWaitingAndASlowerOneIsCutOff() throws Exception {
    String reason = "The body arrives too slowly";
    assertThat(admin.get(REALM + "/events?max=5000").toString()).doesNotContain(reason);
    URI address = URI.create(service.base() + LOGIN);
    try (Socket slow = connection(address);
        Socket slower = connection(address)) {
      for (Socket socket : List.of(slow, slower)) {
        socket.getOutputStream().write(head(address).getBytes(StandardCharsets.US_ASCII));
      }
      int sent = 0;
      while (slow.getInputStream().available() == 0 && sent < 60) {
        slow.getOutputStream().write(' ');
        if (sent % 8 == 0) {
          // Every four seconds: the server's own time for the next piece is five.
          slower.getOutputStream().write(' ');
        }
        sent++;
        assertThat(send(service, "GET", "/api/v1/projects", BodyPublishers.noBody()).statusCode())
            .isEqualTo(401);
        Thread.sleep(500);
      }
      byte[] answer = new byte[12];
      assertThat(slow.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
      slower.setSoTimeout(2_000);
      assertThat(slower.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
    }
    assertThat(admin.get(REALM + "/events?max=5000").toString()).contains(reason);
  }

  private static String head(URI address) {
    return "POST "
        + address.getPath()
        + " HTTP/1.1\r\nHost: "
        + address.getAuthority()
        + "\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n";
  }

  @ParameterizedTest
  // Not logins: those of one address are counted, and other tests need them.
  @CsvSource({"fedn" + REFRESH + "," + JSON, "protocol/openid-connect/token," + FORM})
  void eightySilentBodiesKeepTheOtherRealmsForSecondsOnly(String endpoint, String type) {
    URI address = URI.create(service.base());
    String path = "/realms/" + REALM + '/' + endpoint;
    Instant begin = Instant.now();

    try (SilentBodies bodies = SilentBodies.send(80, () -> connection(address), path, type, 100)) {
      assertThat(send(other, "GET", "/api/v1/projects", BodyPublishers.noBody()).statusCode())
          .isEqualTo(401);

      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(12));
      bodies.answers(Duration.ofSeconds(12));
    }
  }

  private static Socket connection(URI address) {
    try {
      return new Socket(address.getHost(), address.getPort());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void tokensOfAnotherRealmOpenNothingAndOfAnotherKindRefreshNothing() {
    JsonNode here = json(login(service, TokenServiceSetup.ADMINISTRATOR));
    JsonNode there = json(login(other, TokenServiceSetup.ADMINISTRATOR));
    String project = json(token(service, "client-token", here)).path("refresh").asText();
    List<String> refreshTokens =
        List.of(
            there.path("refresh").asText(),
            json(token(other, "admin-token", there)).path("refresh").asText(),
            here.path("access").asText(),
            project.substring(0, project.length() - 4) + "AAAA",
            project.substring(0, project.lastIndexOf('.') + 1),
            "eyJhbGciOiJub25lIn0." + project.split("\\.")[1] + ".");

    for (String refreshToken : refreshTokens) {
      int before = events(REALM);
      refused(refresh(service, refreshToken));
      assertThat(events(REALM) - before).isEqualTo(1);
    }
    for (String path : List.of("admin-token", "client-token")) {
      refused(token(service, path, there));
    }
    assertThat(refresh(service, project).statusCode()).isEqualTo(200);
  }

  @Test
  void aDisabledPersonNeitherLogsInNorRefreshes() {
    String user = service.addPerson("dora", "demo:admin");
    JsonNode login = json(login(service, "dora"));
    JsonNode tokens = json(token(service, "admin-token", login));
    JsonNode clientTokens = json(token(service, "client-token", login));
    admin.write(
        "PUT",
        REALM + "/users/" + user,
        ((ObjectNode) admin.get(REALM + "/users/" + user)).put("enabled", false));

    int before = events(REALM);
    refused(login(service, "dora"));
    refused(refresh(service, tokens.path("refresh").asText()));
    refused(token(service, "client-token", login));
    assertThat(events(REALM) - before).isEqualTo(3);
    assertThat(refresh(service, clientTokens.path("refresh").asText()).statusCode()).isEqualTo(200);
  }

  @Test
  void aPersonWithARequiredActionDoesNotLogIn() {
    String user = service.addPerson("rita", "demo:admin");
    ObjectNode json = (ObjectNode) admin.get(REALM + "/users/" + user);
    json.putArray("requiredActions").add("UPDATE_PASSWORD");
    admin.write("PUT", REALM + "/users/" + user, json);

    refused(login(service, "rita"));
  }

  @Test
  void aRealmThatIsDisabledOrHasNotSwitchedItOnHasNoService() {
    JsonNode login = json(login(other, TokenServiceSetup.CREATOR));
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("enabled", false), Map.of("attribute", "fl.fedn.token.service"))) {
      ObjectNode realm = (ObjectNode) admin.get(OTHER);
      ObjectNode changed = realm.deepCopy();
      if (change.containsKey("enabled")) {
        changed.put("enabled", false);
      } else {
        changed.withObject("/attributes").put("fl.fedn.token.service", "false");
      }
      admin.write("PUT", OTHER, changed);
      try {
        assertThat(login(other, TokenServiceSetup.CREATOR).statusCode()).isEqualTo(404);
        assertThat(refresh(other, login.path("refresh").asText()).statusCode()).isEqualTo(404);
        assertThat(send(other, "GET", "/", BodyPublishers.noBody()).statusCode()).isEqualTo(404);
      } finally {
        admin.write("PUT", OTHER, realm);
      }
    }
  }

  @Test
  void noOtherOriginReadsAnythingAndNobodyStoresIt() {
    HttpResponse<String> answer =
        send(
            service,
            "POST",
            LOGIN,
            BodyPublishers.ofString(credentials("astrid", TokenServiceSetup.PASSWORD)),
            "Content-Type",
            JSON,
            "Origin",
            "https://elsewhere.example");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void aThousandWrongPasswordsLockTheAccountAndEachHasItsEvent() throws Exception {
    String user = guessed.addPerson("gustav", "demo:admin");
    Callable<HttpResponse<String>> guess = () -> login(guessed, "gustav", "wrong");
    ExecutorService guessers = Executors.newFixedThreadPool(4);
    List<Integer> statuses = new ArrayList<>();
    try {
      for (Future<HttpResponse<String>> answer :
          guessers.invokeAll(IntStream.range(0, 1000).mapToObj(number -> guess).toList())) {
        refused(answer.get());
        statuses.add(answer.get().statusCode());
      }
    } finally {
      guessers.shutdownNow();
    }

    assertThat(statuses.stream().collect(Collectors.toSet())).isSubsetOf(401, 429);
    assertThat(
            admin
                .get(GUESSED + "/attack-detection/brute-force/users/" + user)
                .path("disabled")
                .asBoolean())
        .isTrue();
    assertThat(events(GUESSED)).isEqualTo(1000);
  }

  private static void refusedForItsType(String path, String type, String body) {
    int before = events(REALM);
    HttpResponse<String> answer =
        send(service, "POST", path, BodyPublishers.ofString(body), "Content-Type", type);

    refused(answer);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(events(REALM) - before).isEqualTo(1);
  }

  private static int events(String realm) {
    return admin.get(realm + "/events?max=5000").size();
  }

  private static HttpResponse<String> login(TokenServiceSetup setup, String username) {
    return login(setup, username, TokenServiceSetup.PASSWORD);
  }

  private static HttpResponse<String> login(
      TokenServiceSetup setup, String username, String password) {
    return send(
        setup,
        "POST",
        LOGIN,
        BodyPublishers.ofString(credentials(username, password)),
        "Content-Type",
        JSON);
  }

  private static HttpResponse<String> refresh(TokenServiceSetup setup, String refreshToken) {
    String body = JsonNodeFactory.instance.objectNode().put("refresh", refreshToken).toString();
    return send(setup, "POST", REFRESH, BodyPublishers.ofString(body), "Content-Type", JSON);
  }

  private static HttpResponse<String> token(TokenServiceSetup setup, String kind, JsonNode tokens) {
    return send(
        setup,
        "GET",
        "/api/v1/" + kind,
        BodyPublishers.noBody(),
        "Authorization",
        bearer(tokens),
        "X-Project-Slug",
        "demo");
  }

  private static String bearer(JsonNode tokens) {
    return "Bearer " + tokens.path("access").asText();
  }

  private static String credentials(String username, String password) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("username", username)
        .put("password", password)
        .toString();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new Http.Answer(200, answer.body(), "").json();
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("\"access\"", "eyJ");
  }

  private static HttpResponse<String> send(
      TokenServiceSetup setup,
      String method,
      String path,
      HttpRequest.BodyPublisher body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(setup.base() + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
