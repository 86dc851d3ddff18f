package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.DeviceLogin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flower: people by {@code flwr login} through the SuperLink's client, SuperNodes by themselves.
 */
@ExtendWith(LocalKeycloak.class)
class FlowerIT {

  private static final String REALM = "flower-login";
  private static final String PASSWORD = "canary-member-0c7e5a1f9b3d8642";
  private static final Map<String, String> SUPERLINK =
      Map.of("client_id", "superlink", "client_secret", Template.secret("FLOWER_SUPERLINK_SECRET"));

  private static Admin admin;
  private static RealmClient realm;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server server) {
    server.apply("flower", Template.of("flower").variables(REALM));
    admin = server.admin();
    realm = server.realm(REALM);
  }

  @Test
  void aPersonOfTheGroupLogsInByTheDeviceFlowAndGetsTheTokensThatFlwrStores() {
    member("researcher");

    Http.Answer answer = superLink().token("researcher", PASSWORD, "openid");
    Jwt token = RealmClient.accessToken(answer);

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.lifetime()).isEqualTo(300);
    assertThat(token.claims().path("aud").asText()).isEqualTo("superlink");
    assertThat(token.claims().path("azp").asText()).isEqualTo("superlink");
    assertThat(token.claims().path("sub").asText()).isNotEmpty();
    assertThat(token.claims().path("preferred_username").asText()).isEqualTo("researcher");
    assertThat(roles(token)).containsExactly("flower-user");
    // The command line waits until it has both.
    assertThat(answer.json().path("refresh_token").asText()).isNotEmpty();
  }

  @Test
  void flwrCommandsAtTheSameTimeMayUseTheSameRefreshToken() {
    member("busy");
    Http.Answer login = superLink().token("busy", PASSWORD, "openid");

    assertThat(refresh(login).status()).isEqualTo(200);
    assertThat(refresh(login).status()).isEqualTo(200);
  }

  @Test
  void aPersonOutsideTheGroupGetsNoToken() {
    admin.addUser(REALM, "outsider", PASSWORD);

    Http.Answer answer = superLink().token("outsider", PASSWORD, "openid");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
  }

  @Test
  void whoLeavesTheGroupCannotRefresh() {
    String user = member("leaver");
    Http.Answer login = superLink().token("leaver", PASSWORD, "openid");
    String group = admin.group(REALM, "flower-user").path("id").asText();

    admin.write("DELETE", REALM + "/users/" + user + "/groups/" + group, null);

    assertThat(refresh(login).status()).isEqualTo(400);
  }

  @Test
  void theTuplesForOpenFgaNameThePeopleOfTheGroupByTheSubOfTheirTokens(LocalKeycloak.Server server)
      throws IOException {
    String member = member("granted");
    String outsider = admin.addUser(REALM, "not-granted", PASSWORD);
    Map<String, String> environment = server.adminEnvironment();
    environment.put("FEDREALM_REALM", REALM);

    Cli.Result tuples =
        server.cli(
            environment,
            "user",
            "tuples",
            "--group",
            "flower-user",
            "--object",
            "service:researchgrid");

    Jwt token = RealmClient.accessToken(superLink().token("granted", PASSWORD, "openid"));
    assertThat(token.claims().path("sub").asText()).isEqualTo(member);
    assertThat(subjects(tuples.out(), "writes")).contains(member).doesNotContain(outsider);
    assertThat(subjects(tuples.out(), "deletes")).contains(outsider).doesNotContain(member);
  }

  private static List<String> subjects(String lines, String part) throws IOException {
    List<String> subjects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      new ObjectMapper()
          .readTree(line)
          .path(part)
          .path("tuple_keys")
          .forEach(
              tuple -> subjects.add(tuple.path("user").asText().replaceFirst("^flwr_aid:", "")));
    }
    return subjects;
  }

  @Test
  void whoDoesNotAgreeGivesNoToken() {
    member("careful");
    JsonNode started = superLink().start(Map.of("scope", "openid")).json();

    DeviceLogin.agree(started, "careful", PASSWORD, "cancel");

    assertThat(superLink().poll(started, Map.of()).json().path("error").asText())
        .isEqualTo("access_denied");
  }

  @Test
  void theSuperLinkCanAskWhetherATokenIsStillGood() {
    member("checked");
    String token =
        superLink().token("checked", PASSWORD, "openid").json().path("access_token").asText();
    Map<String, String> form = new HashMap<>(SUPERLINK);
    form.put("token", token);

    JsonNode answer = new Http().post(realm.endpoint("token/introspect"), form).json();

    assertThat(answer.path("active").asBoolean()).isTrue();
    assertThat(answer.path("username").asText()).isEqualTo("checked");
  }

  @Test
  void withoutTheSuperLinksSecretNoLoginStartsAndNoTokenIsHandedOut() {
    DeviceLogin stranger = new DeviceLogin(realm, Map.of("client_id", "superlink"));
    member("lured");
    JsonNode started = superLink().start(Map.of("scope", "openid")).json();
    DeviceLogin.agree(started, "lured", PASSWORD, "accept");

    assertThat(stranger.start(Map.of("scope", "openid")).status()).isEqualTo(401);
    assertThat(stranger.poll(started, Map.of()).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_credentials", "password"})
  void theSuperLinksClientHasNoOtherGrant(String grant) {
    Map<String, String> form = new HashMap<>(SUPERLINK);
    form.put("grant_type", grant);
    form.put("username", "researcher");
    form.put("password", PASSWORD);

    Http.Answer answer = realm.token(form);

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @Test
  void theSuperLinksClientHasNoAuthorizationCode() {
    SignIn signIn = new SignIn(realm, "superlink", "http://localhost:9093/");

    assertThat(signIn.authorize(signIn.request("openid")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSuperNodeHasTheTokenOfAFederatedLearningClient(int number) {
    Jwt token = superNode(number, Template.secret("FLOWER_SUPERNODE_" + number + "_SECRET"));

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.claims().path("iss").asText()).isEqualTo(realm.issuer());
    assertThat(token.claims().path("aud").asText()).isEqualTo("superlink");
    assertThat(token.claims().path("azp").asText()).isEqualTo("supernode-" + number);
    assertThat(token.claims().path("fl_site").asText()).isEqualTo("supernode-" + number);
    assertThat(roles(token)).containsExactly("fl_client");
  }

  @Test
  void aSuperNodeHasASecretOfItsOwn() {
    Http.Answer answer =
        realm.clientCredentials("supernode-2", Template.secret("FLOWER_SUPERNODE_1_SECRET"), "");

    assertThat(answer.status()).isEqualTo(401);
  }

  private static DeviceLogin superLink() {
    return new DeviceLogin(realm, SUPERLINK);
  }

  private static Jwt superNode(int number, String secret) {
    return realm.serviceToken("supernode-" + number, secret, "");
  }

  private static Http.Answer refresh(Http.Answer login) {
    Map<String, String> form = new HashMap<>(SUPERLINK);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", login.json().path("refresh_token").asText());
    return realm.token(form);
  }

  private static List<String> roles(Jwt token) {
    return token.claims().at("/realm_access/roles").valueStream().map(JsonNode::asText).toList();
  }

  private static String member(String username) {
    String user = admin.addUser(REALM, username, PASSWORD);
    String group = admin.group(REALM, "flower-user").path("id").asText();
    admin.write("PUT", REALM + "/users/" + user + "/groups/" + group, null);
    return user;
  }
}
