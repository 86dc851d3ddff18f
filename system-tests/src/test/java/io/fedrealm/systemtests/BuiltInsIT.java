package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What fedrealm believes to be in every new realm is what this server puts there. */
@ExtendWith(LocalKeycloak.class)
class BuiltInsIT {

  @Test
  void theListOfBuiltInsIsThisServers(LocalKeycloak.Server server) throws IOException {
    Admin admin = server.admin();
    admin.write("POST", "", JsonNodeFactory.instance.objectNode().put("realm", "built-ins"));
    JsonNode list =
        new ObjectMapper()
            .readTree(
                Cli.checkout()
                    .resolve(
                        "provisioning/src/main/resources/io/fedrealm/provisioning/realm/built-ins.json")
                    .toFile());

    // Keycloak makes service_account with the first client that has a service account.
    Set<String> scopes = names(admin.get("built-ins/client-scopes"), "name");
    scopes.add("service_account");
    Set<String> roles = names(admin.get("built-ins/roles"), "name");
    roles.remove("default-roles-built-ins");

    assertThat(texts(list.path("clientScopes"))).isEqualTo(scopes);
    assertThat(texts(list.path("realmRoles"))).isEqualTo(roles);
    assertThat(texts(list.path("clients")))
        .isEqualTo(names(admin.get("built-ins/clients"), "clientId"));
    for (JsonNode client : admin.get("built-ins/clients")) {
      String path = "built-ins/clients/" + client.path("id").asText() + "/roles";
      assertThat(texts(list.path("clientRoles").path(client.path("clientId").asText())))
          .isEqualTo(names(admin.get(path), "name"));
    }
  }

  private static Set<String> names(JsonNode list, String field) {
    Set<String> names = new TreeSet<>();
    list.forEach(entry -> names.add(entry.path(field).asText()));
    return names;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }
}
