package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who looks after a group by fine-grained permissions changes its name and its own attributes, and
 * nothing that gives its members rights.
 */
@ExtendWith(LocalKeycloak.class)
class DelegatedGroupsIT {

  private static final String REALM = "delegated-groups";
  private static final String SECRET = "canary-delegate-3a70d9be51c8f246";

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static String group;

  @BeforeAll
  static void aGroupAndWhoLooksAfterIt(LocalKeycloak.Server given) {
    server = given;
    admin = given.admin();
    ObjectNode realm = json().put("realm", REALM).put("enabled", true);
    realm.put("adminPermissionsEnabled", true);
    realm
        .putArray("clients")
        .addObject()
        .put("clientId", "delegate")
        .put("secret", SECRET)
        .put("serviceAccountsEnabled", true);
    ObjectNode study = realm.putArray("groups").addObject().put("name", "study-a");
    study.putObject("attributes").putArray("fl.studies").add("study-a");
    study.withObject("/attributes").putArray("fl.jobs.deny").add("secret-job");
    study.withObject("/attributes").putArray("contact").add("someone");
    admin.write("POST", "", realm);
    group = admin.group(REALM, "study-a").path("id").asText();
    permit();
  }

  private static void permit() {
    String account = REALM + "/clients/" + id("delegate") + "/service-account-user";
    String resources = REALM + "/clients/" + id("admin-permissions") + "/authz/resource-server";
    ObjectNode who = json().put("name", "delegate").put("logic", "POSITIVE");
    who.putArray("users").add(admin.get(account).path("id").asText());
    String policy = admin.write("POST", resources + "/policy/user", who).json().path("id").asText();
    ObjectNode what = json().put("name", "looks after").put("resourceType", "Groups");
    what.putArray("resources").add(group);
    what.putArray("scopes").add("view").add("manage").add("manage-members").add("view-members");
    what.putArray("policies").add(policy);
    admin.write("POST", resources + "/permission/scope", what);
  }

  private static String id(String clientId) {
    return admin.client(REALM, clientId).path("id").asText();
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode stored() {
    return admin.get(REALM + "/groups/" + group);
  }

  /** As the delegate. */
  private static Http.Answer send(String method, String path, JsonNode body) {
    String token =
        server
            .realm(REALM)
            .clientCredentials("delegate", SECRET, "")
            .json()
            .path("access_token")
            .asText();
    return new Http()
        .json(
            method,
            server.url() + "/admin/realms/" + REALM + "/groups/" + group + path,
            body,
            "Authorization",
            "Bearer " + token);
  }

  private static ObjectNode changed(Consumer<ObjectNode> attributes) {
    ObjectNode body = (ObjectNode) stored();
    attributes.accept((ObjectNode) body.path("attributes"));
    return body;
  }

  @Test
  void theDelegateChangesWhatGivesNoRights() {
    ObjectNode body = changed(attributes -> attributes.putArray("contact").add("someone else"));

    assertThat(send("PUT", "", body.put("description", "of the delegate")).status()).isEqualTo(204);

    assertThat(stored().at("/attributes/contact/0").asText()).isEqualTo("someone else");
    assertThat(stored().at("/attributes/fl.studies/0").asText()).isEqualTo("study-a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fl.site", "fl.org", "fl.studies", "fl.jobs.allow", "fl.jobs.deny", "fl.new"})
  void theDelegateSetsNoAttributeThatGivesRights(String name) {
    assertRefused(name, changed(attributes -> attributes.putArray(name).add("of the delegate")));
    if (stored().path("attributes").has(name)) {
      assertRefused(name, changed(attributes -> attributes.withArray(name).add("one more")));
      assertRefused(name, changed(attributes -> attributes.remove(name)));
    }
  }

  private static void assertRefused(String name, ObjectNode body) {
    JsonNode before = stored();

    Http.Answer answer = send("PUT", "", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body())
        .contains("attribute " + name + " of a group can only be set by an administrator");
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void theDelegateMakesNoGroupThatGivesRights() {
    ObjectNode child = json().put("name", "of the delegate");
    child.putObject("attributes").putArray("fl.studies").add("study-b");

    assertThat(send("POST", "/children", child).status()).isEqualTo(403);
    assertThat(admin.get(REALM + "/groups/" + group + "/children")).isEmpty();
    assertThat(send("POST", "/children", json().put("name", "plain")).status()).isEqualTo(201);
    admin.write(
        "DELETE",
        REALM
            + "/groups/"
            + admin.get(REALM + "/groups/" + group + "/children").path(0).path("id").asText(),
        null);
  }

  @Test
  void anAdministratorOfTheRealmSetsThem() {
    admin.write(
        "PUT",
        REALM + "/groups/" + group,
        changed(attributes -> attributes.putArray("fl.orgs").add("org_a")));

    assertThat(stored().at("/attributes/fl.orgs/0").asText()).isEqualTo("org_a");
  }
}
