package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SignIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Membership and terms as FLNet's template switches them on; {@code src/test/browser} looks at the
 * pages.
 */
@ExtendWith(LocalKeycloak.class)
class BeforePeopleGetInIT {

  private static final String REALM = "before-people-get-in";
  private static final String PASSWORD = "canary-gets-in-5a0c9e71d34fb826";
  private static final String ACCEPTED = "fl.terms.accepted";

  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void start(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
  }

  @BeforeEach
  void aSiteWithTerms() {
    theSiteNamesTerms("2027-01");
    ObjectNode profile = (ObjectNode) admin.get(REALM + "/users/profile");
    admin.write(
        "PUT", REALM + "/users/profile", profile.put("unmanagedAttributePolicy", "ADMIN_VIEW"));
  }

  private static void theSiteNamesTerms(String version) {
    Map<String, String> variables = FlnetRealms.client(REALM);
    variables.remove("FLNET_CLIENT_GROUP_REQUIRED");
    variables.put("FLNET_CLIENT_TERMS_VERSION", version);
    server.apply("flnet-client", variables);
  }

  private static SignIn browser() {
    return new SignIn(server.realm(REALM), "frontend", FlnetRealms.FRONTEND + "/");
  }

  private static void join(String user) {
    String group = admin.group(REALM, "Data-Admin").path("id").asText();
    admin.write("PUT", REALM + "/users/" + user + "/groups/" + group, null);
  }

  private static String member(String name) {
    String user = admin.addUser(REALM, name, PASSWORD);
    join(user);
    return user;
  }

  /** What administrators see, without the time. */
  private static List<String> acceptedVersions(String user) {
    JsonNode values = admin.get(REALM + "/users/" + user).path("attributes").path(ACCEPTED);
    return values.valueStream().map(value -> value.asText().replaceFirst("^\\S+ ", "")).toList();
  }

  private static void assertAtTheApplication(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(302);
    assertThat(SignIn.query(answer.location())).containsKey("code");
  }

  private static void assertAtTheTerms(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("data-page-id=\"login-terms\"");
  }

  @Test
  void whoIsInNoGroupIsStoppedAndComesInAfterJoiningOne() {
    String user = admin.addUser(REALM, "newcomer", PASSWORD);
    SignIn browser = browser();

    Http.Answer terms = browser.arrive("newcomer", PASSWORD);
    assertAtTheTerms(terms);
    Http.Answer stopped = browser.press(terms, "accept");

    assertThat(stopped.status()).isEqualTo(403);
    assertThat(stopped.body()).contains("No access yet");

    join(user);
    assertAtTheApplication(browser().arrive("newcomer", PASSWORD));
  }

  @Test
  void theTermsAreAskedForOnceAndAgainWhenTheirVersionChanges() {
    String user = member("reader");
    SignIn first = browser();
    assertAtTheApplication(first.press(first.arrive("reader", PASSWORD), "accept"));
    assertAtTheApplication(browser().arrive("reader", PASSWORD));

    theSiteNamesTerms("2027-02");
    SignIn second = browser();
    Http.Answer again = second.arrive("reader", PASSWORD);
    assertAtTheTerms(again);
    assertThat(again.body()).contains("2027-02");
    assertAtTheApplication(second.press(again, "accept"));

    assertThat(acceptedVersions(user)).containsExactly("2027-01", "2027-02");

    theSiteNamesTerms("");
    member("unasked");
    assertAtTheApplication(browser().arrive("unasked", PASSWORD));
  }

  @Test
  void whoDeclinesGetsNoCodeAndNothingIsKept() {
    String user = member("decliner");
    SignIn browser = browser();

    Http.Answer answer = browser.press(browser.arrive("decliner", PASSWORD), "cancel");

    assertThat(SignIn.query(answer.location()))
        .containsEntry("error", "access_denied")
        .doesNotContainKey("code");
    assertThat(acceptedVersions(user)).isEmpty();
  }

  @Test
  void nobodyWritesTheirOwnAcceptance() {
    String user = member("forger");
    SignIn browser = browser();
    Http.Answer arrival = browser.press(browser.arrive("forger", PASSWORD), "accept");
    String token = browser.exchange(arrival).json().path("access_token").asText();
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile
        .put("username", "forger")
        .put("email", "forger@example.test")
        .put("firstName", "Changed")
        .put("lastName", "Person");
    profile.putObject("attributes").putArray(ACCEPTED).add("2027-01-31T09:30:00Z 2099-01");

    Http.Answer answer =
        new Http()
            .json(
                "POST",
                server.url() + "/realms/" + REALM + "/account/",
                profile,
                "Authorization",
                "Bearer " + token,
                "Accept",
                "application/json");

    assertThat(answer.status()).isBetween(200, 499);
    assertThat(acceptedVersions(user)).containsExactly("2027-01");
  }
}
