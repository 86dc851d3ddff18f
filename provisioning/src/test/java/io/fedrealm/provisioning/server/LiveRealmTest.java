package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveRealmTest {

  @Test
  void aRoleIsTakenOutOfItsOwnCompositesAndNoOtherIs() throws IOException {
    JsonNode roles =
        new ObjectMapper()
            .readTree(
                """
                {"realm": [{"name": "Admin", "composites": {"realm": ["Data-Admin", "Admin"]}}],
                 "client": {
                   "api": [{"name": "all", "composites": {"client": {"api": ["all"], "b": ["all"]}}}]
                 }}
                """);

    LiveRealm.removeSelfContainment(roles);

    assertThat(roles.at("/realm/0/composites/realm").toString()).isEqualTo("[\"Data-Admin\"]");
    assertThat(roles.at("/client/api/0/composites/client").toString())
        .isEqualTo("{\"api\":[],\"b\":[\"all\"]}");
  }
}
