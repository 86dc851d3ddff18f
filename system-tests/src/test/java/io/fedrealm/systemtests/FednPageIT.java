package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Pkce;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * FEDn's page and token service give no token that a login would not give now: what the login asks
 * for, they ask for too, however the person has come in.
 */
@ExtendWith(LocalKeycloak.class)
class FednPageIT {

  private static final String REALM = "fedn-page-people";
  private static final String STRICT = "fedn page with a second factor";

  /** How a signed token begins: the header's first property. */
  private static final String JWT = "eyJhbGciOi";

  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;
  private static TokenServiceSetup service;

  /** A browser, with its cookies. */
  private static final class Browser {

    private final Http http = new Http();

    private Http.Answer open(String address) {
      return follow(http.get(address));
    }

    private Http.Answer follow(Http.Answer answer) {
      Http.Answer next = answer;
      while (next.status() == 302 || next.status() == 303) {
        String location = next.location();
        if (location.contains("/account/")) {
          return next;
        }
        next = http.get(location);
      }
      return next;
    }

    private Http.Answer signIn(Http.Answer page) {
      return follow(
          http.post(
              found(FORM, page).replace("&amp;", "&"),
              Map.of(
                  "username",
                  TokenServiceSetup.ADMINISTRATOR,
                  "password",
                  TokenServiceSetup.PASSWORD)));
    }

    /** What the page's button does; a file with tokens for who gets them. */
    private Http.Answer download(Http.Answer page) {
      return follow(
          http.post(
              service.base() + "/",
              Map.of(
                  "token",
                  found(TOKEN, page),
                  "project",
                  "demo",
                  "action",
                  "client",
                  "name",
                  "c1",
                  "controller",
                  "api.example.org")));
    }

    private Http.Answer environment(Http.Answer page) {
      return follow(
          http.post(
              service.base() + "/",
              Map.of("token", found(TOKEN, page), "project", "demo", "action", "admin")));
    }
  }

  private static String found(Pattern pattern, Http.Answer page) {
    Matcher matcher = pattern.matcher(page.body());
    assertThat(matcher.find()).as("status %s, %s", page.status(), pattern).isTrue();
    return matcher.group(1);
  }

  @BeforeAll
  static void aRealmWithASecondFlow(LocalKeycloak.Server given) {
    server = given;
    admin = given.admin();
    realm = given.realm(REALM);
    service = TokenServiceSetup.apply(given, REALM);
    String flows = REALM + "/authentication/flows";
    admin.write(
        "POST",
        flows,
        json()
            .put("alias", STRICT)
            .put("providerId", "basic-flow")
            .put("topLevel", true)
            .put("builtIn", false));
    String executions = flows + "/" + STRICT.replace(" ", "%20") + "/executions";
    for (String step : new String[] {"auth-username-password-form", "auth-otp-form"}) {
      admin.write("POST", executions + "/execution", json().put("provider", step));
    }
    admin
        .get(executions)
        .forEach(
            step ->
                admin.write("PUT", executions, ((ObjectNode) step).put("requirement", "REQUIRED")));
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void termsAre(String version) {
    ObjectNode representation = (ObjectNode) admin.get(REALM);
    ((ObjectNode) representation.path("attributes")).put("fl.terms.version", version);
    admin.write("PUT", REALM, representation);
  }

  private static void theRealmAsksForTerms() {
    for (var known : admin.get(REALM + "/authentication/required-actions")) {
      if (known.path("providerId").asText().equals("fl-terms")) {
        return;
      }
    }
    admin.write(
        "POST",
        REALM + "/authentication/register-required-action",
        json().put("providerId", "fl-terms").put("name", "Terms"));
  }

  private static void assertNoToken(Http.Answer answer) {
    assertThat(answer.body()).doesNotContain(JWT);
  }

  private static Http.Answer api(String kind, String login) {
    return new Http()
        .get(
            service.base() + "/api/v1/" + kind,
            "Authorization",
            "Bearer " + login,
            "X-Project-Slug",
            "demo");
  }

  @Test
  void whoHasSignedInBeforeNewTermsCameAcceptsThemBeforeAnyToken() {
    theRealmAsksForTerms();
    termsAre("");
    Browser browser = new Browser();
    Http.Answer page = browser.signIn(browser.open(service.base() + "/"));
    String login =
        new Http()
            .json(
                "POST",
                service.base() + "/api/token/",
                json()
                    .put("username", TokenServiceSetup.ADMINISTRATOR)
                    .put("password", TokenServiceSetup.PASSWORD))
            .json()
            .path("access")
            .asText();
    assertThat(browser.download(page).body()).contains(JWT);
    assertThat(browser.environment(page).body()).contains(JWT);
    assertThat(api("client-token", login).status()).isEqualTo(200);

    termsAre("2027-01");
    try {
      for (Http.Answer answer :
          new Http.Answer[] {browser.download(page), browser.environment(page)}) {
        assertNoToken(answer);
        assertThat(answer.body()).contains("data-page-id=\"login-terms\"");
      }
      for (String kind : new String[] {"client-token", "admin-token"}) {
        Http.Answer refused = api(kind, login);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Account is not fully set up");
        assertNoToken(refused);
      }
    } finally {
      termsAre("");
    }
    assertThat(browser.download(page).body()).contains(JWT);
  }

  @Test
  void whoHasSignedInElsewhereGoesThroughThePagesOwnFlowAndSetsUpItsSecondFactor() {
    String flow = "";
    for (var known : admin.get(REALM + "/authentication/flows")) {
      flow = known.path("alias").asText().equals(STRICT) ? known.path("id").asText() : flow;
    }
    Browser browser = new Browser();
    Map<String, String> request = new HashMap<>(Pkce.challenge());
    request.put("client_id", "account-console");
    request.put("redirect_uri", server.url() + "/realms/" + REALM + "/account/");
    request.put("response_type", "code");
    request.put("scope", "openid");
    Http.Answer signedIn =
        browser.signIn(browser.open(realm.endpoint("auth") + "?" + Http.encode(request)));
    assertThat(signedIn.location()).contains("code=");
    bind(flow);
    try {
      Http.Answer page = browser.open(service.base() + "/");
      assertThat(page.body()).contains("id=\"kc-form-login\"").doesNotContain("name=\"project\"");

      Http.Answer next = browser.signIn(page);
      assertThat(next.body()).contains("data-page-id=\"login-login-config-totp\"");
      assertNoToken(next);
      assertThat(browser.open(service.base() + "/").body()).doesNotContain("name=\"project\"");
    } finally {
      bind("");
    }
  }

  private static void bind(String flow) {
    ObjectNode client = admin.client(REALM, "fedn-token-service");
    client.putObject("authenticationFlowBindingOverrides").put("browser", flow);
    admin.write("PUT", REALM + "/clients/" + client.path("id").asText(), client);
  }
}
