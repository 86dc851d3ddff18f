package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.TokenServiceSetup;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** FEDn's token service in a realm with more clients than it reads at once, or removes at once. */
@ExtendWith(LocalKeycloak.class)
class FednManySitesIT {

  private static final String REALM = "fedn-many";
  private static final int REMOVED_AT_ONCE = 200;

  private static final Http HTTP = new Http();

  private static Admin admin;
  private static TokenServiceSetup service;

  @BeforeAll
  static void clients(LocalKeycloak.Server server) {
    service = TokenServiceSetup.apply(server, REALM);
    admin = server.admin();
    // By name these come before those of the template.
    addClients("a-", 120, Map.of());
  }

  private static void addClients(String prefix, int number, Map<String, String> attributes) {
    ObjectNode part = JsonNodeFactory.instance.objectNode().put("ifResourceExists", "FAIL");
    for (int index = 0; index < number; index++) {
      ObjectNode client = part.withArrayProperty("clients").addObject();
      client.put("clientId", prefix + index).put("protocol", "openid-connect");
      client.put("bearerOnly", true);
      attributes.forEach(client.putObject("attributes")::put);
    }
    admin.write("POST", REALM + "/partialImport", part);
  }

  private static String creator() {
    ObjectNode person =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", TokenServiceSetup.CREATOR)
            .put("password", TokenServiceSetup.PASSWORD);
    return HTTP.json("POST", service.base() + "/api/token/", person).json().path("access").asText();
  }

  private static Http.Answer create(String name) {
    return HTTP.post(
        service.base() + "/api/v1/projects/create",
        Map.of("name", name),
        "Authorization",
        "Bearer " + creator());
  }

  private static Http.Answer delete(String slug) {
    return HTTP.json(
        "DELETE",
        service.base() + "/api/v1/projects/delete/" + slug,
        null,
        "Authorization",
        "Bearer " + creator());
  }

  @Test
  void aNewProjectIsOpenToTheClientsThatAskForAllWhereverTheyStandInTheList() {
    assertThat(create("open").status()).isEqualTo(201);

    for (String client : new String[] {"fedn-cli", "fedn-password-login"}) {
      assertThat(admin.client(REALM, client).path("optionalClientScopes").toString())
          .as(client)
          .contains("\"project:open\"");
    }
    assertThat(admin.client(REALM, "fedn-client").path("optionalClientScopes").toString())
        .doesNotContain("project:open");
  }

  @Test
  void aProjectThatServicesOfTheTemplateNeedIsNotRemovedWhereverTheyStandInTheList() {
    admin.write(
        "PUT",
        REALM
            + "/users/"
            + admin.get(REALM + "/users?username=" + TokenServiceSetup.CREATOR).at("/0/id").asText()
            + "/groups/"
            + admin.group(REALM, "demo:admin").path("id").asText(),
        null);

    Http.Answer refused = delete("demo");

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("depend on project demo");
  }

  @Test
  void aProjectOfMoreSitesThanOneRequestRemovesIsKeptWholeAndTheAnswerNamesTheWay() {
    assertThat(create("large").status()).isEqualTo(201);
    addClients("fedn:large:", REMOVED_AT_ONCE + 1, Map.of("fl.fedn.project", "large"));

    Http.Answer refused = delete("large");

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("fedrealm project remove large --with-sites");
    String sites = REALM + "/clients?search=true&clientId=fedn:large:&max=1000";
    assertThat(admin.get(sites)).hasSize(REMOVED_AT_ONCE + 1);

    admin.write("DELETE", REALM + "/clients/" + admin.get(sites).at("/0/id").asText(), null);
    Http.Answer removed = delete("large");

    assertThat(removed.status()).as(removed.body()).isEqualTo(200);
    assertThat(admin.get(sites)).isEmpty();
  }
}
