package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.NvflareRealm;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * NVIDIA FLARE's tokens: those with which sites register, those that jobs bring to sites, and the
 * ID tokens of the certificate route.
 */
@ExtendWith(LocalKeycloak.class)
class NvflareTokensIT {

  private static final String LEAD_OF_A = "/org_a/nvflare-demo-org_a-lead";
  private static final String LEAD_OF_B = "/org_b/nvflare-demo-org_b-lead";
  private static final String STUDY = "/studies/study-a";

  private static LocalKeycloak.Server server;
  private static NvflareRealm realm;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    realm = NvflareRealm.in(server, "nvflare-tokens");
  }

  @ParameterizedTest
  @CsvSource({"1,org_a", "2,org_b"})
  void aSiteRegistersWithATokenForTheServerOnly(int site, String org) {
    Http.Answer answer = realm.registration(site, "");
    Jwt token = RealmClient.accessToken(answer);
    JsonNode claims = token.claims();

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.lifetime()).isEqualTo(300);
    assertThat(claims.path("iss").asText()).isEqualTo(realm.realm().issuer());
    assertThat(claims.path("typ").asText()).isEqualTo("Bearer");
    assertThat(claims.path("jti").asText()).isNotEmpty();
    assertThat(claims.path("aud").asText()).isEqualTo("nvflare:demo");
    assertThat(claims.path("azp").asText()).isEqualTo(NvflareRealm.siteClient(site));
    assertThat(claims.path("nvflare_site").asText()).isEqualTo("site-" + site);
    assertThat(claims.path("nvflare_org").asText()).isEqualTo(org);
    assertThat(claims.path("nvflare_project").asText()).isEqualTo("demo");
    assertThat(texts(claims.path("resource_access").path("nvflare:demo").path("roles")))
        .containsExactly("fl_client");
    assertThat(claims.has("realm_access")).isFalse();
    assertThat(claims.has("role")).isFalse();
    assertThat(answer.json().has("refresh_token")).isFalse();
  }

  @Test
  void aSitesTokenSaysWhichJobsTheSiteAdmits() {
    JsonNode jobs = claims(realm.registration(1, "")).path("nvflare_jobs");

    assertThat(texts(jobs.path("allow"))).containsExactly("*");
    assertThat(texts(jobs.path("deny"))).containsExactly(NvflareRealm.DENIED);
  }

  @Test
  void aSwitchedOffSiteCannotRegisterAndTheOthersCan() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-site-off");
    ObjectNode site = other.admin().client(other.name(), NvflareRealm.siteClient(2));
    String path = other.name() + "/clients/" + site.path("id").asText();
    other.admin().write("PUT", path, site.put("enabled", false));

    assertThat(other.registration(2, "").status()).isEqualTo(401);
    assertThat(other.registration(1, "").status()).isEqualTo(200);
  }

  @Test
  void aSiteWithoutTheRoleOfAClientGetsNoToken() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-no-role");
    Admin admin = other.admin();
    String id = admin.client(other.name(), NvflareRealm.siteClient(1)).path("id").asText();
    String client = other.name() + "/clients/" + id;
    String account = admin.get(client + "/service-account-user").path("id").asText();
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get(other.name() + "/roles/fl_client"));
    admin.write("DELETE", other.name() + "/users/" + account + "/role-mappings/realm", roles);

    refused(other.registration(1, ""), "resource_access");
  }

  @ParameterizedTest
  @ValueSource(strings = {"site:site-1", "site:site-2", "nvflare-submitter", "role:lead"})
  void aSiteCannotAskForWhatIsForPeople(String scope) {
    Http.Answer answer = realm.registration(1, scope);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
  }

  @Test
  void aJobBringsTheSiteATokenThatIsForThisSiteAlone() {
    realm.person("submitter", LEAD_OF_A, STUDY);

    JsonNode claims = claims(realm.login("submitter", "openid site:site-1"));

    assertThat(claims.path("aud").asText()).isEqualTo(NvflareRealm.siteClient(1));
    assertThat(claims.path("azp").asText()).isEqualTo("nvflare-console");
    assertThat(claims.path("email").asText()).isEqualTo("submitter@example.test");
    assertThat(claims.path("email_verified").asBoolean()).isTrue();
    assertThat(claims.path("nvflare_org").asText()).isEqualTo("org_a");
    assertThat(claims.path("nvflare_project").asText()).isEqualTo("demo");
    assertThat(claims.path("role").asText()).isEqualTo("lead");
    assertThat(texts(claims.path("nvflare_studies"))).containsExactly("study-a");
    assertThat(texts(claims.at("/nvflare_jobs/allow"))).containsExactly("*");
    assertThat(claims.has("nvflare_site")).isFalse();
    assertThat(claims.has("realm_access")).isFalse();
  }

  @Test
  void aTokenForTwoSitesIsRefused() {
    realm.person("greedy", LEAD_OF_A);

    refused(realm.login("greedy", "openid site:site-1 site:site-2"), "alone");
  }

  @Test
  void oneLoginInABrowserGivesATokenForEachSiteAndEachIsRenewedByItself() {
    realm.person("browsing", LEAD_OF_B);
    SignIn browser = realm.browser();

    Http.Answer first = browser.token("browsing", NvflareRealm.PASSWORD, "openid site:site-1");
    Http.Answer second = browser.tokenWithoutLogin("openid site:site-2");

    assertThat(claims(first).path("aud").asText()).isEqualTo(NvflareRealm.siteClient(1));
    assertThat(claims(second).path("aud").asText()).isEqualTo(NvflareRealm.siteClient(2));
    assertThat(claims(second).path("nvflare_org").asText()).isEqualTo("org_b");
    assertThat(claims(realm.refresh(first)).path("aud").asText())
        .isEqualTo(NvflareRealm.siteClient(1));
    assertThat(claims(realm.refresh(second)).path("aud").asText())
        .isEqualTo(NvflareRealm.siteClient(2));
  }

  @Test
  void aRefreshTokenThatWasUsedEndsTheLogin() {
    realm.person("copied", LEAD_OF_A);
    Http.Answer login = realm.login("copied", "openid site:site-1");
    Http.Answer next = realm.refresh(login);

    assertThat(next.status()).isEqualTo(200);
    assertThat(realm.refresh(login).status()).isEqualTo(400);
    assertThat(realm.refresh(next).status()).isEqualTo(400);
  }

  @Test
  void whoNamesNoSiteGetsNoToken() {
    realm.person("aimless", LEAD_OF_A);

    refused(realm.login("aimless", "openid"), "'aud'");
  }

  @ParameterizedTest
  @CsvSource({
    "looking-on, member member",
    "admin-too, lead org_admin",
    "all-of-it, project_admin lead org_admin member"
  })
  void severalRolesInOneOrganisationGiveTheHighest(String username, String held) {
    List<String> roles = List.of(held.split(" "));
    realm.person(
        username,
        roles.stream()
            .distinct()
            .map(role -> "/org_a/nvflare-demo-org_a-" + role)
            .toArray(String[]::new));

    String role = claims(realm.login(username, "openid site:site-1")).path("role").asText();

    List<String> precedence = List.of("project_admin", "org_admin", "lead", "member");
    assertThat(role)
        .isEqualTo(precedence.stream().filter(roles::contains).findFirst().orElseThrow());
  }

  @Test
  void whoBelongsToTwoOrganisationsGetsNoToken() {
    realm.person("between", LEAD_OF_A, "/org_b/nvflare-demo-org_b-member");

    refused(realm.login("between", "openid site:site-1"), "nvflare_org");
  }

  @ParameterizedTest
  @CsvSource({"roleless,/org_a", "student," + STUDY})
  void whoHasNoRoleInAnOrganisationGetsNoToken(String username, String group) {
    realm.person(username, group);

    refused(realm.login(username, "openid site:site-1"), "'role'");
  }

  @Test
  void theRoleSuperIsNeverIssued() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-super");
    other.groupWithRole("/org_a", "nvflare-demo-org_a-super", "super");
    other.person("above-all", "/org_a/nvflare-demo-org_a-super");
    other.person("also-lead", "/org_a/nvflare-demo-org_a-super", LEAD_OF_A);

    refused(other.login("above-all", "openid site:site-1"), "'role'");
    assertThat(claims(other.login("also-lead", "openid site:site-1")).path("role").asText())
        .isEqualTo("lead");
  }

  @Test
  void theConsoleNeedsPkceForTheDeviceFlowToo() {
    Http.Answer answer = realm.console().start(Map.of("scope", "openid site:site-1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void onlyTheSiteThatATokenIsForCanAskAboutIt() {
    realm.person("asked-about", LEAD_OF_A);
    String token =
        realm.login("asked-about", "openid site:site-1").json().path("access_token").asText();

    assertThat(realm.introspection(1, token).path("active").asBoolean()).isTrue();
    assertThat(realm.introspection(1, token).path("role").asText()).isEqualTo("lead");
    assertThat(realm.introspection(2, token).path("active").asBoolean()).isFalse();
  }

  @Test
  void theIdTokenOfTheCertificateRouteHasWhatStepCasTemplateReads() {
    realm.person("certified", LEAD_OF_A, STUDY);

    Http.Answer answer = realm.certificate("certified");
    JsonNode claims = Jwt.decode(answer.json().path("id_token").asText()).claims();

    assertThat(claims.path("aud").asText()).isEqualTo("nvflare-step-ca");
    assertThat(claims.path("email").asText()).isEqualTo("certified@example.test");
    assertThat(claims.path("email_verified").isBoolean()).isTrue();
    assertThat(claims.path("email_verified").asBoolean()).isTrue();
    assertThat(texts(claims.path("groups"))).contains("nvflare-demo-org_a-lead");
    assertThat(texts(claims.path("groups"))).noneMatch(group -> group.contains("/"));
    assertThat(texts(claims.path("nvflare_studies"))).containsExactly("study-a");
  }

  @Test
  void whoBelongsToTwoOrganisationsGetsNoCertificate() {
    realm.person("twice", LEAD_OF_A, LEAD_OF_B);

    refused(realm.certificate("twice"), "nvflare_org");
  }

  private static void refused(Http.Answer answer, String reason) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
    assertThat(answer.json().path("error_description").asText()).contains(reason);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  private static JsonNode claims(Http.Answer answer) {
    return RealmClient.accessToken(answer).claims();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
