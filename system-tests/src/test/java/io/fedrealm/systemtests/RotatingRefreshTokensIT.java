package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an application sees whose refresh was done but not answered, because a node or a network
 * went: docs/operations.md. Here it throws the answer away and asks again.
 */
@ExtendWith(LocalKeycloak.class)
class RotatingRefreshTokensIT {

  private static final String ONE_USE = "refresh-one-use";
  private static final String ONE_MORE = "refresh-one-more";
  private static final String APPLICATION = "application";
  private static final String REDIRECT_URI = "http://localhost:9999/callback";
  private static final String PASSWORD = "canary-refresh-person-0a6f31";

  private static LocalKeycloak.Server server;

  @BeforeAll
  static void makeRealms(LocalKeycloak.Server running) {
    server = running;
    makeRealm(ONE_USE, 0);
    makeRealm(ONE_MORE, 1);
  }

  private static void makeRealm(String name, int refreshTokenMaxReuse) {
    ObjectNode realm = JsonNodeFactory.instance.objectNode();
    realm.put("realm", name).put("enabled", true);
    realm.put("revokeRefreshToken", true).put("refreshTokenMaxReuse", refreshTokenMaxReuse);
    ObjectNode client = realm.withArray("clients").addObject();
    client.put("clientId", APPLICATION).put("publicClient", true);
    client.putArray("redirectUris").add(REDIRECT_URI);
    client.putObject("attributes").put("pkce.code.challenge.method", "S256");
    server.admin().write("POST", "", realm);
    server.admin().addUser(name, "alice", PASSWORD);
  }

  @Test
  void withOneUseTheSecondAttemptIsRefusedAndThePersonNeedNotTypeThePasswordAgain() {
    SignIn alice = alice(ONE_USE);
    String token = refreshToken(alice.token("alice", PASSWORD, "openid"));
    String lost = refreshToken(refresh(ONE_USE, token));

    Http.Answer again = refresh(ONE_USE, token);

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refresh(ONE_USE, lost).status()).isEqualTo(400);
    assertThat(alice.tokenWithoutLogin("openid").status()).isEqualTo(200);
  }

  @Test
  void withOneMoreUseTheSecondAttemptIsAnsweredAndAThirdIsRefused() {
    String token = refreshToken(alice(ONE_MORE).token("alice", PASSWORD, "openid"));
    assertThat(refresh(ONE_MORE, token).status()).as("lost").isEqualTo(200);

    assertThat(refresh(ONE_MORE, token).status()).as("again").isEqualTo(200);
    assertThat(refresh(ONE_MORE, token).status()).as("a third time").isEqualTo(400);
  }

  private static SignIn alice(String realm) {
    return new SignIn(server.realm(realm), APPLICATION, REDIRECT_URI);
  }

  private static Http.Answer refresh(String realm, String token) {
    RealmClient client = server.realm(realm);
    return client.token(
        Map.of("grant_type", "refresh_token", "client_id", APPLICATION, "refresh_token", token));
  }

  private static String refreshToken(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("refresh_token").asText();
  }
}
