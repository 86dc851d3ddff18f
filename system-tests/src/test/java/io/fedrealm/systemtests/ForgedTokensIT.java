package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.ForgingMapper.CLAIMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.ForgingMapper;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every mapper that Keycloak ships × every claim that is relied on × every kind of token × whoever
 * has made the mapper: what has to come out follows from the mapper and the claim alone. {@link
 * ForgedClaimsIT} has registration, client scopes and other ways to write a claim's name.
 */
@ExtendWith(LocalKeycloak.class)
class ForgedTokensIT {

  private static final String REALM = "forged-tokens";
  private static final String SECRET = "canary-forged-tokens-9be04d17c6a2853f";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern WRITES = Pattern.compile("must not write the claim '([^']+)'");
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String TYPE = "urn:ietf:params:oauth:token-type:";
  private static final String LIGHTWEIGHT = "client.use.lightweight.access.token.enabled";

  /** Mappers of the frameworks' claims, of the protocol's, of roles. */
  private static final Set<String> MAPPER_RULES = Set.of("FR-FL-13", "FR-SCOPE-05", "FR-SCOPE-06");

  /** Where alone the mapper writes; the imported client of each place is called after it. */
  private static final List<String> PLACES =
      List.of(
          "access.token.claim",
          "id.token.claim",
          "lightweight.claim",
          "userinfo.token.claim",
          "introspection.token.claim");

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;
  private static List<ForgingMapper> shipped;

  @TempDir private static Path folder;

  @BeforeAll
  static void clientsOfEveryOrigin(LocalKeycloak.Server given) throws IOException {
    server = given;
    admin = given.admin();
    realm = given.realm(REALM);
    shipped = ForgingMapper.shipped(admin);
    ObjectNode imported = JSON.objectNode().put("realm", REALM).put("enabled", true);
    imported.put("loginWithEmailAllowed", false).put("duplicateEmailsAllowed", true);
    ObjectNode partial = JSON.objectNode().put("ifResourceExists", "FAIL");
    for (ForgingMapper mapper : shipped) {
      for (String place : PLACES) {
        ObjectNode client = service(imported, place + " " + mapper.id());
        client.set("protocolMappers", mapper.writing(CLAIMS, place));
        client
            .putObject("attributes")
            .put(LIGHTWEIGHT, String.valueOf(place.equals("lightweight.claim")));
      }
      service(partial, "partial-" + mapper.id()).set("protocolMappers", mapper.writing(CLAIMS, ""));
      service(imported, "later-" + mapper.id())
          .putObject("attributes")
          .put("client_credentials.use_refresh_token", "true")
          .put("allow.token.introspection.without.audience.check", "true")
          .put("standard.token.exchange.enabled", "true");
    }
    admin.write("POST", "", imported);
    admin.write("POST", REALM + "/partialImport", partial);
    applyTemplate();
  }

  private static void applyTemplate() throws IOException {
    ObjectNode template = JSON.objectNode().put("realm", REALM + "-template").put("enabled", true);
    ObjectNode client =
        template
            .putArray("clients")
            .addObject()
            .put("clientId", "from-a-template")
            .put("secret", "${FORGED_TOKENS_SECRET}")
            .put("serviceAccountsEnabled", true)
            .put("standardFlowEnabled", false);
    // Keycloak wants one for pairwise subjects.
    client.putArray("redirectUris").add("https://app.example.org/callback");
    ArrayNode mappers = client.putArray("protocolMappers");
    shipped.forEach(mapper -> mappers.addAll(mapper.writing(CLAIMS, "")));
    Map<String, String> environment = server.adminEnvironment();
    environment.put("FORGED_TOKENS_SECRET", SECRET);
    Path file = Files.writeString(folder.resolve("forged.json"), template.toString());
    Cli.Result applied = server.cli(environment, "apply", "--quiet", file.toString());
    assertThat(applied.exitCode()).as(applied.output()).isZero();
  }

  private static ObjectNode service(ObjectNode realm, String clientId) {
    return ForgingMapper.service(realm, clientId, SECRET);
  }

  @TestFactory
  Stream<DynamicTest> anImportedMapperForgesInNoPlace() {
    return shipped.stream()
        .flatMap(
            mapper ->
                PLACES.stream()
                    .map(place -> place + " " + mapper.id())
                    .map(client -> dynamicTest(client, () -> assertForges(mapper, client))));
  }

  @TestFactory
  Stream<DynamicTest> aPartiallyImportedMapperForgesNothing() {
    return shipped.stream()
        .map(
            mapper ->
                dynamicTest(mapper.id(), () -> assertForges(mapper, "partial-" + mapper.id())));
  }

  private static void assertForges(ForgingMapper mapper, String clientId) {
    assertThat(refused(clientId, clientCredentials(clientId))).isEqualTo(mapper.forges(CLAIMS));
  }

  @Test
  void aMapperOfATemplateForgesNothing() {
    Http.Answer answer =
        server.realm(REALM + "-template").clientCredentials("from-a-template", SECRET, "openid");

    Set<String> expected = new HashSet<>();
    shipped.forEach(mapper -> expected.addAll(mapper.forges(CLAIMS)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(written(answer)).isEqualTo(expected);
  }

  @Test
  void theAuditFindsEveryClientOfAMapperThatForges() throws IOException {
    Cli.Result audit =
        server.cli(server.adminEnvironment(), "audit", "--realm", REALM, "--output", "json");

    Set<String> found = new HashSet<>();
    for (JsonNode finding : new ObjectMapper().readTree(audit.out()).path("findings")) {
      if (MAPPER_RULES.contains(finding.path("rule").asText())) {
        found.add(finding.path("path").asText().replaceFirst(".*clientId=='([^']+)'.*", "$1"));
      }
    }
    for (ForgingMapper mapper : shipped) {
      for (String place : PLACES) {
        assertThat(found.contains(place + " " + mapper.id()))
            .as(place + " " + mapper.id())
            .isEqualTo(!mapper.forges(CLAIMS).isEmpty());
      }
    }
  }

  /** An administrator makes the mapper while a session and its tokens are alive. */
  @TestFactory
  Stream<DynamicTest> whatIsMadeLaterForgesInNoTokenAndNoAnswer() {
    return shipped.stream().map(mapper -> dynamicTest(mapper.id(), () -> forgeLater(mapper)));
  }

  private static void forgeLater(ForgingMapper mapper) {
    String clientId = "later-" + mapper.id();
    JsonNode tokens = clientCredentials(clientId).json();
    String access = tokens.path("access_token").asText();
    assertThat(userInformation(access).status()).isEqualTo(200);
    String id = admin.client(REALM, clientId).path("id").asText();
    admin.write(
        "POST",
        REALM + "/clients/" + id + "/protocol-mappers/add-models",
        mapper.writing(CLAIMS, ""));
    Set<String> expected = mapper.forges(CLAIMS);

    assertForges(mapper, clientId);
    assertThat(refused(clientId, refresh(clientId, tokens.path("refresh_token").asText())))
        .isEqualTo(expected);
    for (String type : List.of("access_token", "id_token")) {
      assertThat(refused(clientId, exchange(clientId, access, type))).as(type).isEqualTo(expected);
    }
    Http.Answer told = userInformation(access);
    assertThat(told.status()).isEqualTo(expected.isEmpty() ? 200 : 400);
    Http.Answer introspected = form(clientId, "token/introspect", Map.of("token", access));
    if (expected.isEmpty()) {
      assertHonest(clientId, told.json());
      assertThat(introspected.json().path("active").asBoolean()).isTrue();
      assertHonest(clientId, introspected.json());
    } else {
      assertThat(told.body()).isEmpty();
      assertThat(introspected.status()).isBetween(400, 403);
      // A message of client policies is cut after 1000 characters.
      assertThat(written(introspected)).isNotEmpty().isSubsetOf(expected);
    }
  }

  private static Http.Answer clientCredentials(String clientId) {
    return realm.clientCredentials(clientId, SECRET, "openid");
  }

  private static Http.Answer userInformation(String token) {
    return new Http().get(realm.endpoint("userinfo"), "Authorization", "Bearer " + token);
  }

  private static Http.Answer refresh(String clientId, String token) {
    return form(clientId, "token", Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private static Http.Answer exchange(String clientId, String token, String type) {
    return form(
        clientId,
        "token",
        Map.of(
            "grant_type",
            EXCHANGE,
            "subject_token",
            token,
            "subject_token_type",
            TYPE + "access_token",
            "requested_token_type",
            TYPE + type,
            "scope",
            "openid"));
  }

  private static Http.Answer form(String clientId, String endpoint, Map<String, String> request) {
    Map<String, String> form = new HashMap<>(request);
    form.put("client_id", clientId);
    form.put("client_secret", SECRET);
    return new Http().post(realm.endpoint(endpoint), form);
  }

  /**
   * The claims for which a request is refused; of tokens that are issued, what they say is true.
   */
  private static Set<String> refused(String clientId, Http.Answer answer) {
    if (answer.status() != 200) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("eyJ");
      return written(answer);
    }
    for (String token : List.of("access_token", "id_token")) {
      if (answer.json().has(token)) {
        assertHonest(clientId, Jwt.decode(answer.json().path(token).asText()).claims());
      }
    }
    return Set.of();
  }

  private static Set<String> written(Http.Answer answer) {
    return WRITES
        .matcher(answer.json().path("error_description").asText())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static void assertHonest(String clientId, JsonNode claims) {
    if (claims.has("azp")) {
      assertThat(claims.path("azp").asText()).isEqualTo(clientId);
    }
    for (String claim : CLAIMS.subList(0, CLAIMS.indexOf("aud"))) {
      assertThat(claims.has(claim)).as(claim).isFalse();
    }
    assertThat(claims.at("/realm_access/roles").toString()).doesNotContain("admin");
  }
}
