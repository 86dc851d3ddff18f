package io.fedrealm.provisioning.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvflareSiteTest {

  private static final String SITE = "/realms/nvflare/clients?clientId=nvflare%3Ademo%3Asite-3";

  @TempDir private Path folder;
  private FakeKeycloak server;

  @BeforeEach
  void start() {
    server =
        new FakeKeycloak()
            .answer(
                "GET",
                "/realms/nvflare",
                200,
                "{\"realm\":\"nvflare\",\"accessTokenLifespan\":300,\"attributes\":{\"fl.framework\":\"nvflare\"}}")
            .answer(
                "GET", "/realms/nvflare/clients?clientId=nvflare%3Ademo", 200, "[{\"id\":\"p\"}]")
            .answer(
                "GET", "/realms/nvflare/clients?clientId=nvflare-console", 200, "[{\"id\":\"c\"}]")
            .answer("GET", "/realms/nvflare/group-by-path/org_a", 200, "{\"id\":\"g\"}")
            .answer(
                "GET",
                "/realms/nvflare/client-scopes",
                200,
                "[{\"id\":\"s3\",\"name\":\"site:site-3\"}]")
            .answer(
                "GET",
                "/realms/nvflare/roles/fl_client",
                200,
                "{\"id\":\"r\",\"name\":\"fl_client\"}")
            .answer(
                "GET", "/realms/nvflare/clients/id-1/service-account-user", 200, "{\"id\":\"sa\"}")
            .answer("GET", "/realms/nvflare/users/sa/role-mappings/realm", 200, "[]");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void addMakesASiteThatAdmitsNoJobYetAndWritesItsResources() throws IOException {
    Result result = add("site-3", "org_a");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .anySatisfy(
            scope ->
                assertThat(scope)
                    .startsWith("PUT /realms/nvflare/clients/c/optional-client-scopes/s3"))
        .anySatisfy(
            client ->
                assertThat(client)
                    .startsWith("POST /realms/nvflare/clients {")
                    .contains(
                        "\"clientId\":\"nvflare:demo:site-3\"",
                        "\"fl.org\":\"org_a\"",
                        "\"fl.jobs.allow\":\"\""))
        .anySatisfy(
            mapping ->
                assertThat(mapping)
                    .startsWith("POST /realms/nvflare/clients/id-1/scope-mappings/realm"));
    assertThat(Files.readString(folder.resolve("site-3/fedrealm__p_resources.json")))
        .contains("FedrealmSiteToken", "FedrealmJobGate", "local/client-secret", "/realms/nvflare");
  }

  @ParameterizedTest
  @CsvSource({
    "site 3,org_a,a site's name",
    "site.3,org_a,a site's name",
    "server,org_a,name for the server",
    "site-3,org-a,an organisation's name",
    "site-3,org_z,no organisation org_z"
  })
  void whatNvflareWouldRefuseIsRefused(String name, String org, String message) {
    Result result = add(name, org);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(message);
    assertThat(server.writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allow-job site-3 Secret-Job demo|a,Secret-Job,demo|b",
        "allow-job site-3 b|a,b|Secret-Job",
        "deny-job site-3 a|''|Secret-Job,a,b",
        "allow-job site-3 a --remove|''|Secret-Job,b",
        "deny-job site-3 b --remove|a|Secret-Job"
      })
  void aNameIsOnOneListOnly(String command, String allowed, String denied) {
    thereIs("a", "Secret-Job,b");

    Result result = run(("site " + command + " --project demo --realm nvflare").split(" "));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .singleElement()
        .satisfies(
            write ->
                assertThat(write)
                    .startsWith("PUT /realms/nvflare/clients/id-1")
                    .contains(sorted("fl.jobs.allow", allowed), sorted("fl.jobs.deny", denied))
                    .contains("\"other\":\"kept\"")
                    .doesNotContain("canary-secret"));
  }

  @Test
  void aNameOnTopOfEveryNameWarnsThatItRestrictsNothing() {
    thereIs("*", "");

    Result result =
        run("site", "allow-job", "site-3", "plain-*", "--project", "demo", "--realm", "nvflare");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "Warning: site-3 admits jobs of every name, because * is on its list too. Take it off:"
                + " fedrealm site allow-job site-3 '*' --remove\n");
  }

  private static String sorted(String attribute, String names) {
    List<String> list =
        Stream.of(names.split(",")).filter(name -> !name.isEmpty()).sorted().toList();
    return "\"" + attribute + "\":\"" + String.join(",", list) + "\"";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a-z]", "a,b", "a\\b", "{x}"})
  void whatIsNoPatternIsRefusedBeforeTheServerIsAsked(String pattern) {
    Result result =
        run("site", "allow-job", "site-3", pattern, "--project", "demo", "--realm", "nvflare");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("No names or patterns of jobs", pattern);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allow --study b,default|''|b,default|''",
        "allow --study b|a|a,b|''",
        "allow --every STUDY|a,b|''|''",
        "allow --byoc|a|a|true",
        "deny --study a|a,b|b|''",
        "deny --byoc|a|a|false"
      })
  void whoseJobsASiteAdmitsIsAList(String command, String before, String after, String ownCode) {
    thereIsOneThatAdmits(before);

    Result result = run(("site " + command + " site-3 --project demo --realm nvflare").split(" "));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .singleElement()
        .satisfies(
            write ->
                assertThat(write)
                    .contains("\"fl.studies\":\"" + after + "\"")
                    .contains("\"fl.byoc.allow\":\"" + ownCode + "\"")
                    .contains("\"fl.jobs.allow\":\"*\""));
    assertThat(result.out()).contains(after.isEmpty() ? "every one" : after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deny --study a|''|admits studies of every name",
        "deny --study a|a|No name would be left",
        "allow --study Upper|''|a study's name has small letters",
        "allow --org org-a|''|an organisation's name",
        "allow --role super|''|the role \"super\"",
        "allow|''|Say what",
        "deny|''|Say what"
      })
  void whatWouldOpenASiteToEverybodyOrIsNoNameIsRefused(
      String command, String before, String message) {
    thereIsOneThatAdmits(before);

    Result result = run(("site " + command + " site-3 --project demo --realm nvflare").split(" "));

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(message);
    assertThat(server.writes()).isEmpty();
  }

  private void thereIsOneThatAdmits(String studies) {
    server.answer(
        "GET",
        SITE,
        200,
        """
        [{"id":"id-1","clientId":"nvflare:demo:site-3","enabled":true,
          "attributes":{"fl.jobs.allow":"*","fl.studies":"%s","fl.byoc.allow":""}}]
        """
            .formatted(studies));
  }

  private void thereIs(String allow, String deny) {
    server.answer(
        "GET",
        SITE,
        200,
        """
        [{"id":"id-1","clientId":"nvflare:demo:site-3","enabled":true,"secret":"canary-secret",
          "attributes":{"fl.jobs.allow":"%s","fl.jobs.deny":"%s","other":"kept"}}]
        """
            .formatted(allow, deny));
  }

  private Result add(String name, String org) {
    return run(
        "site",
        "add",
        name,
        "--org",
        org,
        "--project",
        "demo",
        "--realm",
        "nvflare",
        "--out",
        folder.toString());
  }

  private Result run(String... arguments) {
    return CliSupport.run(CliSupport.environment(server), arguments);
  }
}
