package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.ForgingMapper.CLAIMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.ForgingMapper;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.util.Collection;
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

/**
 * Nobody forges a claim that a framework or the protocol relies on, with any of the mappers that
 * the server has, whoever has made the mapper (docs/mappers.md, "Who may write a claim"). The realm
 * has no client policies of its own.
 */
@ExtendWith(LocalKeycloak.class)
class ForgedClaimsIT {

  private static final String REALM = "forged-claims";
  private static final String SECRET = "canary-forged-claims-a51c07e93bd84f26";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Parts of them, and other ways to write their names; with the names as a message has them. */
  private static final Map<String, String> PARTS =
      Map.of(
          "r\\ole", "role",
          "project.name", "project.name",
          "fl_jobs.allow", "fl_jobs.allow",
          "realm_access.roles", "realm_access.roles",
          "resource_access.api.roles", "resource_access.api.roles");

  /** Claims on which nobody relies. */
  private static final List<String> OTHERS = List.of("nick", "role\\.x", "my.role");

  private static final Pattern WRITES = Pattern.compile("must not write the claim '([^']+)'");

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;
  private static List<ForgingMapper> shipped;

  @BeforeAll
  static void aRealmWithAClientForEveryMapperAndClaim(LocalKeycloak.Server given) {
    server = given;
    admin = given.admin();
    realm = given.realm(REALM);
    shipped = ForgingMapper.shipped(admin);
    ObjectNode imported = JSON.objectNode().put("realm", REALM).put("enabled", true);
    imported.put("loginWithEmailAllowed", false).put("duplicateEmailsAllowed", true);
    for (ForgingMapper mapper : shipped) {
      client(imported, "forges " + mapper.id(), mapper, CLAIMS);
      client(imported, "forges parts " + mapper.id(), mapper, PARTS.keySet());
      client(imported, "tells " + mapper.id(), mapper, OTHERS);
      imported
          .withArray("clientScopes")
          .addObject()
          .put("name", mapper.id())
          .put("protocol", "openid-connect")
          .set("protocolMappers", mapper.writing(CLAIMS, ""));
      service(imported, "scope " + mapper.id()).putArray("defaultClientScopes").add(mapper.id());
    }
    exactAudience(imported);
    admin.write("POST", "", imported);
  }

  private static void client(
      ObjectNode realm, String clientId, ForgingMapper mapper, Collection<String> claims) {
    service(realm, clientId).set("protocolMappers", mapper.writing(claims, ""));
  }

  private static ObjectNode service(ObjectNode realm, String clientId) {
    return ForgingMapper.service(realm, clientId, SECRET);
  }

  private static void exactAudience(ObjectNode realm) {
    realm
        .withArray("clientScopes")
        .addObject()
        .put("name", "site:1")
        .put("protocol", "openid-connect")
        .putObject("attributes")
        .put("fl.exact.audience", "nvflare:demo:site-1");
    service(realm, "borrows the audience of a site")
        .putArray("protocolMappers")
        .addObject()
        .put("name", "audience")
        .put("protocol", "openid-connect")
        .put("protocolMapper", "oidc-audience-mapper")
        .putObject("config")
        .put("included.custom.audience", "nvflare:demo:site-1")
        .put("access.token.claim", "true");
  }

  @TestFactory
  Stream<DynamicTest> noClaimIsWrittenByAMapperThatMayNot() {
    return shipped.stream().map(mapper -> dynamicTest(mapper.id(), () -> check(mapper)));
  }

  private static void check(ForgingMapper mapper) {
    assertThat(refused("forges " + mapper.id())).isEqualTo(mapper.forges(CLAIMS));
    assertThat(refused("scope " + mapper.id())).isEqualTo(mapper.forges(CLAIMS));
    assertThat(refused("forges parts " + mapper.id())).isEqualTo(mapper.forges(PARTS.values()));
    assertThat(refused("tells " + mapper.id())).isEqualTo(mapper.roles());
  }

  /** The claims for which a token is refused; of a token that is issued, what it says is true. */
  private static Set<String> refused(String clientId) {
    Http.Answer answer = realm.clientCredentials(clientId, SECRET, "openid");
    if (answer.status() == 200) {
      JsonNode token = Jwt.decode(answer.json().path("access_token").asText()).claims();
      assertThat(token.path("azp").asText()).isEqualTo(clientId);
      assertThat(token.has("role") || token.has("project")).isFalse();
      assertThat(token.at("/realm_access/roles").toString()).doesNotContain("admin");
      return Set.of();
    }
    assertThat(answer.json().path("error").asText()).as(clientId).isEqualTo("invalid_scope");
    return WRITES
        .matcher(answer.json().path("error_description").asText())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void theAudienceOfASiteIsForTokensWithItsScope() {
    Http.Answer answer = realm.clientCredentials("borrows the audience of a site", SECRET, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_description").asText())
        .isEqualTo("the audience 'nvflare:demo:site-1' is for tokens with the scope 'site:1' only");
  }

  /** Whoever has a mapper made while a token is alive gets nothing by it either. */
  @TestFactory
  Stream<DynamicTest> userInformationAndIntrospectionTellNoForgedClaim() {
    ObjectNode client = service(JSON.objectNode(), "was-honest");
    admin.write("POST", REALM + "/clients", client);
    String id = admin.client(REALM, "was-honest").path("id").asText();
    String token =
        realm
            .clientCredentials("was-honest", SECRET, "openid")
            .json()
            .path("access_token")
            .asText();
    assertThat(userInformation(token).status()).isEqualTo(200);
    admin.write(
        "POST",
        REALM + "/clients/" + id + "/protocol-mappers/models",
        new ForgingMapper("oidc-usermodel-property-mapper", List.of("claim.name")).writing("role"));

    return Stream.of(
        dynamicTest("userinfo", () -> assertTellsNothing(userInformation(token))),
        dynamicTest("introspection", () -> assertRefused(introspection(token))),
        dynamicTest("token", () -> assertThat(refused("was-honest")).containsExactly("role")));
  }

  private static Http.Answer userInformation(String token) {
    return new Http().get(realm.endpoint("userinfo"), "Authorization", "Bearer " + token);
  }

  private static Http.Answer introspection(String token) {
    return new Http()
        .post(
            realm.endpoint("token/introspect"),
            Map.of("client_id", "tells oidc-acr-mapper", "client_secret", SECRET, "token", token));
  }

  /** The reason is in the header (RFC 6750 section 3); Keycloak says 400 for every policy. */
  private static void assertTellsNothing(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  private static void assertRefused(Http.Answer answer) {
    assertThat(answer.status()).isBetween(400, 403);
    assertThat(answer.json().path("error_description").asText())
        .contains("protocol mapper 'forged' of client 'was-honest' must not write");
  }

  /** Registered, by whatever format, and changed later: no mapper comes with it. */
  @TestFactory
  Stream<DynamicTest> aRegistrationBringsNoMapper() {
    String initial =
        admin
            .write(
                "POST",
                REALM + "/clients-initial-access",
                JSON.objectNode().put("count", 100).put("expiration", 0))
            .json()
            .path("token")
            .asText();
    ObjectNode plain =
        JSON.objectNode().put("clientId", "registered").put("protocol", "openid-connect");
    JsonNode made = register("POST", "default", plain, initial).json();
    String own = made.path("registrationAccessToken").asText();
    return shipped.stream()
        .map(
            mapper ->
                dynamicTest(
                    mapper.id(),
                    () -> {
                      ObjectNode changed = made.deepCopy();
                      changed.putArray("protocolMappers").add(mapper.writing("nick"));
                      ObjectNode other = plain.deepCopy().put("clientId", mapper.id());
                      other.putArray("protocolMappers").add(mapper.writing("nick"));
                      for (Http.Answer answer :
                          List.of(
                              register("POST", "default", other, initial),
                              register("PUT", "default/registered", changed, own))) {
                        assertThat(answer.status()).isEqualTo(403);
                        assertThat(answer.body()).contains("can only be set by an administrator");
                      }
                    }));
  }

  @Test
  void aRegistrationGivesNobodyRoles() {
    String initial =
        admin
            .write("POST", REALM + "/clients-initial-access", JSON.objectNode().put("count", 1))
            .json()
            .path("token")
            .asText();
    ObjectNode client = JSON.objectNode().put("clientId", "x").put("protocol", "openid-connect");
    client.putArray("defaultRoles").add("y:admin");

    assertThat(register("POST", "default", client, initial).status()).isEqualTo(403);
  }

  private static Http.Answer register(String method, String path, JsonNode client, String token) {
    return new Http()
        .json(
            method,
            server.url() + "/realms/" + REALM + "/clients-registrations/" + path,
            client,
            "Authorization",
            "Bearer " + token);
  }
}
