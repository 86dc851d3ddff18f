package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.NvflareRealm;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a site is told about itself and about the submitter of a job, and NVFlare's own example. */
@ExtendWith(LocalKeycloak.class)
class NvflareSitePolicyIT {

  private static final String LEAD_OF_A = "/org_a/nvflare-demo-org_a-lead";
  private static final String NAME = "nvflare-policy";

  private static LocalKeycloak.Server server;
  private static NvflareRealm realm;
  private static Admin admin;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    realm = NvflareRealm.in(server, NAME);
    admin = server.admin();
    realm.person("lead", LEAD_OF_A, "/studies/study-a");
    realm.person("between", LEAD_OF_A, "/org_b/nvflare-demo-org_b-lead");
    realm.person("gone", LEAD_OF_A);
    ObjectNode gone = (ObjectNode) admin.get(NAME + "/users?username=gone&exact=true").path(0);
    admin.write("PUT", NAME + "/users/" + gone.path("id").asText(), gone.put("enabled", false));
  }

  @Test
  void aSiteIsToldWhatItAdmits() {
    JsonNode site = ask(1, "").json().path("site");

    assertThat(site.at("/jobs/allow").toString()).isEqualTo("[\"*\"]");
    assertThat(site.at("/jobs/deny").toString()).isEqualTo("[\"" + NvflareRealm.DENIED + "\"]");
    assertThat(site.path("byoc").asBoolean(true)).isFalse();
    assertThat(ask(1, "").json().has("submitter")).isFalse();
  }

  @Test
  void theClaimsOfASubmitterAreThoseOfATokenForThisSite() {
    JsonNode claims = ask(1, "lead@example.test").json().path("submitter");
    JsonNode token = RealmClient.accessToken(realm.login("lead", "openid site:site-1")).claims();

    for (String claim :
        List.of("iss", "aud", "azp", "typ", "sub", "email", "email_verified", "role")) {
      assertThat(claims.path(claim)).as(claim).isEqualTo(token.path(claim));
    }
    for (String claim :
        List.of("nvflare_org", "nvflare_project", "nvflare_studies", "nvflare_jobs")) {
      assertThat(claims.path(claim)).as(claim).isEqualTo(token.path(claim));
    }
    assertThat(claims.has("access_token")).isFalse();
    assertThat(ask(2, "lead@example.test").json().at("/submitter/aud").asText())
        .isEqualTo(NvflareRealm.siteClient(2));
  }

  @Test
  void whoWouldGetNoTokenIsNobody() {
    for (String submitter :
        List.of("between@example.test", "gone@example.test", "nobody@example.test", "lead", "*")) {
      Http.Answer answer = ask(1, submitter);
      assertThat(answer.status()).as(submitter).isEqualTo(200);
      assertThat(answer.json().path("submitter").toString()).as(submitter).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfAQuestion() {
    ask(1, "lead@example.test");
    String user = admin.get(NAME + "/users?username=lead&exact=true").path(0).path("id").asText();
    int before = admin.get(NAME + "/users/" + user + "/sessions").size();

    ask(1, "lead@example.test");

    assertThat(admin.get(NAME + "/users/" + user + "/sessions")).hasSize(before);
  }

  /** Who looks up addresses or guesses a site's secret is seen afterwards. */
  @Test
  void aLookUpAndAWrongSecretLeaveAnEventEach() {
    ask(1, "lead@example.test");
    ask(1, "looked-up@example.test");
    ask(NvflareRealm.siteClient(2), "canary-wrong-9c27", "");

    JsonNode found = events("CLIENT_LOGIN");
    assertThat(found.path(1).at("/details/submitter").asText()).isEqualTo("lead@example.test");
    assertThat(found.path(1).at("/details/submitter_found").asText()).isEqualTo("true");
    assertThat(found.path(0).at("/details/submitter").asText()).isEqualTo("looked-up@example.test");
    assertThat(found.path(0).at("/details/submitter_found").asText()).isEqualTo("false");
    assertThat(found.path(0).path("clientId").asText()).isEqualTo(NvflareRealm.siteClient(1));
    JsonNode refused = events("CLIENT_LOGIN_ERROR").path(0);
    assertThat(refused.path("error").asText()).isEqualTo("invalid_client_credentials");
    assertThat(refused.path("clientId").asText()).isEqualTo(NvflareRealm.siteClient(2));
    assertThat(refused.toString()).doesNotContain("canary-wrong");
  }

  private static JsonNode events(String type) {
    return admin.get(NAME + "/events?type=" + type + "&max=2");
  }

  @Test
  void nobodyButASiteIsTold() {
    String wrong = "canary-wrong-4b1d";
    assertThat(ask(NvflareRealm.siteClient(1), wrong, "").status()).isEqualTo(401);
    String secret = Template.secret("NVFLARE_SERVER_SECRET");
    assertThat(ask("nvflare:demo", secret, "").status()).isEqualTo(403);
    assertThat(ask("nvflare-console", "", "").status()).isIn(401, 403);
    assertThat(new Http().post(realm.realm().issuer() + "/fl-site-policy", Map.of()).status())
        .isIn(400, 401);
  }

  @Test
  void aSiteThatIsSwitchedOffIsToldNothing() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-policy-off");
    ObjectNode site = admin.client(other.name(), NvflareRealm.siteClient(2));
    String path = other.name() + "/clients/" + site.path("id").asText();
    admin.write("PUT", path, site.put("enabled", false));
    Map<String, String> form =
        Map.of(
            "client_id",
            NvflareRealm.siteClient(2),
            "client_secret",
            Template.secret("NVFLARE_SITE_2_SECRET"));

    assertThat(new Http().post(other.realm().issuer() + "/fl-site-policy", form).status())
        .isEqualTo(401);
  }

  @Test
  void theListsOfJobsAreChangedFromTheCommandLineAndPlanShowsIt() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-policy-jobs");
    String[] site = {"site-1", "--project", "demo", "--realm", other.name()};

    assertThat(cli(site, "site", "allow-job", "plain-*").exitCode()).isZero();
    assertThat(cli(site, "site", "deny-job", "Secret-Job").exitCode()).isZero();
    assertThat(cli(site, "site", "show").out()).contains("plain-*", "Secret-Job");

    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(Template.of("nvflare").variables(other.name()));
    environment.put("NVFLARE_SITE_1_DENY_JOBS", NvflareRealm.DENIED);
    Cli.Result plan =
        server.cli(environment, "plan", Cli.checkout().resolve("realms/nvflare.json").toString());
    assertThat(plan.exitCode()).isEqualTo(3);
    assertThat(plan.out()).contains("fl.jobs.allow", "fl.jobs.deny", "Secret-Job");
  }

  @Test
  void whoseJobsASiteAdmitsIsChangedFromTheCommandLineAndPlanShowsIt() {
    NvflareRealm other = NvflareRealm.in(server, "nvflare-policy-whose");
    String[] site = {"site-1", "--project", "demo", "--realm", other.name()};

    assertThat(
            cli(site, "site", "allow", "--study", "study-a,default", "--org", "org_a", "--byoc")
                .exitCode())
        .isZero();
    assertThat(cli(site, "site", "allow", "--role", "lead,member").exitCode()).isZero();
    assertThat(cli(site, "site", "deny", "--role", "member").exitCode()).isZero();
    assertThat(cli(site, "site", "deny", "--role", "lead").err()).contains("No name would be left");
    assertThat(cli(site, "site", "show").out())
        .contains("default,study-a", "org_a", "lead", "own code");

    JsonNode told = policyOfSite1(other);
    assertThat(told.path("studies")).hasSize(2);
    assertThat(told.path("orgs").path(0).asText()).isEqualTo("org_a");
    assertThat(told.path("roles")).hasSize(1);
    assertThat(told.path("byoc").asBoolean()).isTrue();

    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(Template.of("nvflare").variables(other.name()));
    environment.put("NVFLARE_SITE_1_DENY_JOBS", NvflareRealm.DENIED);
    Cli.Result plan =
        server.cli(environment, "plan", Cli.checkout().resolve("realms/nvflare.json").toString());
    assertThat(plan.exitCode()).isEqualTo(3);
    assertThat(plan.out()).contains("fl.studies", "fl.orgs.allow", "fl.roles.allow", "fl.byoc");

    assertThat(cli(site, "site", "allow", "--every", "STUDY,ORG,ROLE").exitCode()).isZero();
    assertThat(cli(site, "site", "deny", "--byoc").exitCode()).isZero();
    told = policyOfSite1(other);
    assertThat(told.path("studies").isMissingNode() || told.path("studies").isNull()).isTrue();
    assertThat(told.path("byoc").asBoolean()).isFalse();
  }

  private static JsonNode policyOfSite1(NvflareRealm of) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", NvflareRealm.siteClient(1));
    form.put("client_secret", Template.secret("NVFLARE_SITE_1_SECRET"));
    return new Http().post(of.realm().issuer() + "/fl-site-policy", form).json().path("site");
  }

  @Test
  void peopleAreAddedAsNvflareTakesThem() {
    String[] realm = {"--realm", NAME};
    String lead = "/org_a/nvflare-demo-org_a-lead";

    assertThat(user(realm, "add", "anonymous", "-g", lead).err()).contains("email: NVIDIA FLARE");
    assertThat(
            user(
                    realm,
                    "add",
                    "both",
                    "--email",
                    "both@example.test",
                    "-g",
                    lead,
                    "-g",
                    "/org_b/nvflare-demo-org_b-lead")
                .err())
        .contains("of several organisations (org_a, org_b)");
    assertThat(
            user(
                    realm,
                    "add",
                    "added",
                    "--email",
                    "added@example.test",
                    "--email-verified",
                    "-g",
                    lead,
                    "--no-mail")
                .exitCode())
        .isZero();
    assertThat(
            admin
                .get(NAME + "/users?username=added&exact=true")
                .path(0)
                .path("emailVerified")
                .asBoolean())
        .isTrue();
    assertThat(ask(1, "added@example.test").json().at("/submitter/email_verified").asBoolean())
        .isTrue();
    assertThat(
            user(realm, "move", "added", "--from", lead, "--to", "/org_b/nvflare-demo-org_b-lead")
                .exitCode())
        .isZero();
  }

  private static Cli.Result user(String[] realm, String... command) {
    String[] all =
        Stream.of(Stream.of("user"), Stream.of(command), Stream.of(realm))
            .flatMap(part -> part)
            .toArray(String[]::new);
    return server.cli(server.adminEnvironment(), all);
  }

  @Test
  void theCertificateRouteReadsNoMoreStudiesThanItTakes() {
    JsonNode claims =
        Jwt.decode(realm.certificate("lead").json().path("id_token").asText()).claims();
    List<String> studies =
        claims.path("nvflare_studies").valueStream().map(JsonNode::asText).toList();
    List<String> groups = claims.path("groups").valueStream().map(JsonNode::asText).toList();

    assertThat(claims.path("email").isTextual()).isTrue();
    assertThat(claims.path("email_verified").isBoolean()).isTrue();
    assertThat(studies).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(64);
    assertThat(studies).doesNotContain("default");
    assertThat(groups).noneMatch(group -> group.startsWith("/"));
    assertThat(groups).filteredOn(group -> group.startsWith("nvflare-demo-")).hasSize(1);
  }

  @Test
  void nvflaresOwnExampleRunsOnARealmThatAuditMarks() {
    Map<String, String> variables = Template.of("nvflare").variables("myrealm");
    variables.put("NVFLARE_EXAMPLE", "true");
    server.apply("nvflare", variables);
    NvflareRealm example = new NvflareRealm("myrealm", admin, server.realm("myrealm"));
    example.person("myuser");

    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", "myclient");
    form.put("username", "myuser");
    form.put("password", NvflareRealm.PASSWORD);
    Jwt token = RealmClient.accessToken(example.realm().token(form));

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.claims().path("aud").asText()).isEqualTo("account");
    assertThat(token.claims().path("preferred_username").asText()).isEqualTo("myuser");
    Cli.Result audit = server.cli(server.adminEnvironment(), "audit", "--realm", "myrealm");
    assertThat(audit.out()).contains("FR-CLIENT-17", "myclient");

    server.apply("nvflare", Template.of("nvflare").variables("myrealm"));
    assertThat(example.realm().token(form).status()).isIn(400, 401);
  }

  private static Cli.Result cli(String[] site, String... command) {
    String[] all =
        Stream.of(
                Stream.of(command[0], command[1], site[0]),
                Stream.of(command).skip(2),
                Stream.of(site).skip(1))
            .flatMap(part -> part)
            .toArray(String[]::new);
    return server.cli(server.adminEnvironment(), all);
  }

  private static Http.Answer ask(int site, String submitter) {
    String secret = Template.secret("NVFLARE_SITE_" + site + "_SECRET");
    return ask(NvflareRealm.siteClient(site), secret, submitter);
  }

  private static Http.Answer ask(String client, String secret, String submitter) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", client);
    if (!secret.isEmpty()) {
      form.put("client_secret", secret);
    }
    if (!submitter.isEmpty()) {
      form.put("submitter", submitter);
    }
    return new Http().post(realm.realm().issuer() + "/fl-site-policy", form);
  }
}
