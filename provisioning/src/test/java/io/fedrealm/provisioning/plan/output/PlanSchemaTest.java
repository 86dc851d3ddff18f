package io.fedrealm.provisioning.plan.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fedrealm.provisioning.plan.PlanSupport;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the schema in the documentation promises is what is printed. */
class PlanSchemaTest {

  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(Files.readString(Path.of("../docs/plan.schema.json")));
    schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(json);
  }

  private static ObjectNode plan() {
    RealmPlan plan =
        PlanSupport.plan(
            """
            {"realm":"r","enabled":true,"clients":[{"clientId":"c","secret":"canary"}],
             "identityProviders":[{"alias":"a","providerId":"oidc"}]}
            """,
            """
            {"realm":"r","enabled":false,"clients":[{"clientId":"c","secret":"other"}],
             "identityProviders":[{"alias":"a","providerId":"saml"}]}
            """);
    RealmPlan created = PlanSupport.newRealm("{\"realm\":\"s\",\"groups\":[{\"name\":\"g\"}]}");
    return PlanJson.of(
        List.of(plan, created), Map.of("r", List.of(ResourceId.of(ResourceType.USER, "eve"))));
  }

  @Test
  void aPlanIsAsTheSchemaSays() {
    assertThat(schema.validate(plan())).isEmpty();
    assertThat(plan().at("/realms/0/undeclared/0/name").asText()).isEqualTo("eve");
  }

  @Test
  void aSecretWithAValueIsNot() {
    ObjectNode plan = plan();
    for (JsonNode field : plan.findValues("fields").get(1)) {
      ((ObjectNode) field).put("sensitive", true).put("to", "canary");
    }

    assertThat(schema.validate(plan)).isNotEmpty();
  }

  @Test
  void anotherVersionIsNot() {
    assertThat(schema.validate(plan().put("schemaVersion", 2))).isNotEmpty();
  }
}
