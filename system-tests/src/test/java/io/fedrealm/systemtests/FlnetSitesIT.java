package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hospital's services at FLNet's platform: what they get, and what they do not. */
@ExtendWith(LocalKeycloak.class)
class FlnetSitesIT {

  private static final String PLATFORM = "flnet-platform-sites";
  private static final String HOSPITAL = "flnet-hospital-without-sites";
  private static final String OIDC = "QUARKUS_OIDC_CLIENT_GLOBAL_WEBSOCKET_";

  @TempDir private static Path folder;

  private static LocalKeycloak.Server server;
  private static RealmClient platform;

  @BeforeAll
  static void makeAPlatform(LocalKeycloak.Server shared) {
    server = shared;
    platform = server.realm(PLATFORM);
    applyWithSitePasswords("true");
  }

  private static void applyWithSitePasswords(String allowed) {
    Map<String, String> variables = FlnetRealms.platform(PLATFORM);
    variables.put("FLNET_PLATFORM_SITE_PASSWORDS", allowed);
    server.apply("flnet-platform", variables);
  }

  @Test
  void aServiceOfASiteIsKnownAsThisSiteAndHoldsTheRoleOfSitesAndNoOther() throws IOException {
    Map<String, String> environment = add("kiel", "--org", "uksh");

    Jwt token =
        platform.serviceToken(
            environment.get(OIDC + "CLIENT_ID"), environment.get(OIDC + "CREDENTIALS_SECRET"), "");

    assertThat(environment)
        .containsEntry("GLOBAL_KEYCLOAK_URL", platform.issuer())
        .containsEntry(OIDC + "GRANT_TYPE", "client");
    assertIsTheSite(token, "kiel");
    assertThat(token.claims().path("fl_org").asText()).isEqualTo("uksh");
  }

  @Test
  void aSiteWithAKeyHasNoSecret() throws Exception {
    Map<String, String> environment = add("bergen", "--auth", "private_key_jwt");

    assertThat(environment).doesNotContainKey(OIDC + "CREDENTIALS_SECRET");
    assertIsTheSite(RealmClient.accessToken(platform.token(assertion(environment))), "bergen");
  }

  @Test
  void softwareThatOnlyKnowsAPasswordLogsInAsItsSiteWhileThePlatformAllowsIt() throws IOException {
    Map<String, String> site = add("aarhus", "--auth", "password");

    assertIsTheSite(RealmClient.accessToken(login(site, Map.of())), "aarhus");
    assertThat(cli("audit", "--realm", PLATFORM).output()).contains("flnet:aarhus");

    applyWithSitePasswords("false");
    try {
      assertRefused(login(site, Map.of()), "not allowed");
    } finally {
      applyWithSitePasswords("true");
    }
  }

  @Test
  void theUserOfASiteLogsInThroughTheClientOfThatSiteAlone() throws IOException {
    Map<String, String> one = add("odense", "--auth", "password");
    Map<String, String> other = add("umea", "--auth", "password");
    Map<String, String> otherClient = new HashMap<>();
    otherClient.put("client_id", other.get(OIDC + "CLIENT_ID"));
    otherClient.put("client_secret", other.get(OIDC + "CREDENTIALS_SECRET"));

    assertThat(login(one, Map.of("client_secret", "wrong")).status()).isEqualTo(401);
    assertThat(login(one, Map.of("client_id", "frontend")).status()).isNotEqualTo(200);
    assertThat(login(one, otherClient).status()).isNotEqualTo(200);
  }

  @Test
  void aSiteThatIsDisabledGetsNothingUntilItIsEnabled() throws IOException {
    Map<String, String> site = add("oulu", "--auth", "password");

    assertThat(cli("site", "disable", "oulu", "--realm", PLATFORM).exitCode()).isZero();
    assertThat(login(site, Map.of()).status()).isEqualTo(401);
    assertThat(cli("site", "enable", "oulu", "--realm", PLATFORM).exitCode()).isZero();
    assertThat(login(site, Map.of()).status()).isEqualTo(200);
  }

  @Test
  void aRotatedSiteGoesOnWithItsNewFilesOnly() throws IOException {
    Map<String, String> before = add("turku", "--auth", "password");

    Cli.Result rotated =
        cli("site", "rotate", "turku", "--realm", PLATFORM, "--out", folder.toString());

    assertThat(rotated.exitCode()).as(rotated.output()).isZero();
    assertThat(login(before, Map.of()).status()).isEqualTo(401);
    assertIsTheSite(RealmClient.accessToken(login(environment("turku"), Map.of())), "turku");
  }

  @Test
  void aSiteThatIsRemovedLeavesNothingBehind() throws IOException {
    Map<String, String> site = add("tartu", "--auth", "password");

    assertThat(cli("site", "remove", "tartu", "--realm", PLATFORM).exitCode()).isZero();

    assertThat(login(site, Map.of()).status()).isEqualTo(401);
    assertThat(server.admin().get(PLATFORM + "/users?search=flnet-site-tartu")).isEmpty();
    assertThat(server.admin().get(PLATFORM + "/groups?search=flnet-site-tartu")).isEmpty();
    assertThat(server.admin().get(PLATFORM + "/clients?clientId=flnet:tartu")).isEmpty();
  }

  @Test
  void aHospitalsOwnRealmHasNoSites() {
    server.apply("flnet-client", FlnetRealms.client(HOSPITAL));

    Cli.Result refused =
        cli("site", "add", "lund", "--realm", HOSPITAL, "--out", folder.toString());

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("realm of FLNet's platform");
  }

  @Test
  void whatIsWrongWithASiteIsSaidBeforeAnythingIsMade() {
    Cli.Result refused =
        cli("site", "add", "Kiel!", "--realm", PLATFORM, "--project", "x", "--org", "a b");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("belong to no project", "small letters", "an organisation has letters");
  }

  private static void assertIsTheSite(Jwt token, String site) {
    JsonNode claims = token.claims();
    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(claims.path("fl_site").asText()).isEqualTo(site);
    assertThat(claims.path("azp").asText()).isEqualTo("flnet:" + site);
    assertThat(claims.path("aud").asText()).isEqualTo("database-api");
    assertThat(claims.at("/resource_access/database-api/roles").valueStream())
        .map(JsonNode::asText)
        .containsExactly("fl-site");
    assertThat(claims.path("realm_access").path("roles")).isEmpty();
    assertThat(claims.path("resource_access")).hasSize(1);
    assertThat(claims.path("preferred_username").asText()).isNotEmpty();
  }

  private static void assertRefused(Http.Answer answer, String why) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_description").asText()).contains(why);
  }

  /** As Quarkus' OIDC client sends it. */
  private static Http.Answer login(Map<String, String> site, Map<String, String> changed) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", site.get(OIDC + "CLIENT_ID"));
    form.put("client_secret", site.get(OIDC + "CREDENTIALS_SECRET"));
    form.put("username", site.get(OIDC + "GRANT_OPTIONS_PASSWORD_USERNAME"));
    form.put("password", site.get(OIDC + "GRANT_OPTIONS_PASSWORD_PASSWORD"));
    form.putAll(changed);
    return platform.token(form);
  }

  /** RFC 7523, as Quarkus' OIDC client makes it of the same file. */
  private static Map<String, String> assertion(Map<String, String> site) throws Exception {
    String client = site.get(OIDC + "CLIENT_ID");
    String pem =
        Files.readString(
            folder.resolve("bergen").resolve(site.get(OIDC + "CREDENTIALS_JWT_KEY_FILE")));
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(client)
            .subject(client)
            .audience(platform.issuer())
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    String keyId = site.get(OIDC + "CREDENTIALS_JWT_TOKEN_KEY_ID");
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
    jwt.sign(
        new RSASSASigner(
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key))));
    return Map.of(
        "grant_type",
        "client_credentials",
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        jwt.serialize());
  }

  private static Map<String, String> add(String name, String... options) throws IOException {
    List<String> arguments =
        Stream.concat(
                Stream.of("site", "add", name, "--realm", PLATFORM, "--out", folder.toString()),
                Stream.of(options))
            .toList();
    Cli.Result added = cli(arguments.toArray(String[]::new));
    assertThat(added.exitCode()).as(added.output()).isZero();
    return environment(name);
  }

  private static Map<String, String> environment(String site) throws IOException {
    Map<String, String> variables = new HashMap<>();
    Path file = folder.resolve(site).resolve("local-learning-secrets.env");
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        int equals = line.indexOf('=');
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  private static Cli.Result cli(String... arguments) {
    return server.cli(server.adminEnvironment(), arguments);
  }
}
