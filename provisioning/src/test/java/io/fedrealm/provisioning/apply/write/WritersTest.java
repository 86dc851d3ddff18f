package io.fedrealm.provisioning.apply.write;

import static io.fedrealm.provisioning.apply.ApplySupport.CANARY;
import static io.fedrealm.provisioning.apply.ApplySupport.apply;
import static io.fedrealm.provisioning.apply.ApplySupport.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which requests a change becomes. */
class WritersTest {

  private final FakeKeycloak fake = new FakeKeycloak();

  @AfterEach
  void stop() {
    fake.close();
  }

  /**
   * The writes that bring a realm into line.
   *
   * @param desired fields of the template after the realm's name
   * @param live fields of the server's export
   * @param afterwards of the export once all is written
   */
  private List<String> writes(String desired, String live, String afterwards) {
    PlannedRealm planned = planned(realm(desired), realm(live));
    if (planned.plan().changes().size() > 1) {
      fake.realm("r", realm(live)); // Read once more under the lease.
    }
    fake.realm("r", realm(afterwards));
    apply(fake, planned);
    return fake.writes();
  }

  /** What tells later runs that this tool has made it. */
  private static String mark(String what) {
    return ",\"attributes\":{\"fedrealm.made\":[\"" + what + "\"]}";
  }

  private static String realm(String fields) {
    return "{\"realm\":\"r\"" + (fields.isEmpty() ? "" : ",") + fields + "}";
  }

  @Nested
  class RealmSettings {

    @Test
    void areSentAloneWhenTheyDiffer() {
      assertThat(
              writes(
                  "\"enabled\":true,\"attributes\":{\"a\":\"to\"}",
                  "\"enabled\":true,\"displayName\":\"kept\",\"attributes\":{\"a\":\"from\",\"b\":\"kept\"}",
                  "\"enabled\":true,\"attributes\":{\"a\":\"to\"}"))
          .containsExactly("PUT /realms/r {\"attributes\":{\"a\":\"to\",\"b\":\"kept\"}}");
    }
  }

  @Nested
  class Clients {

    @Test
    void areMadeWithoutTheirMappersWhichFollow() {
      String client =
          "\"clients\":[{\"clientId\":\"c\",\"secret\":\"${S}\",\"protocolMappers\":[{\"name\":\"m\","
              + "\"protocol\":\"p\",\"protocolMapper\":\"x\"}]}]";

      assertThat(writes(client, "", client.replace("${S}", CANARY)))
          .containsExactly(
              "POST /realms/r/clients {\"clientId\":\"c\",\"secret\":\""
                  + CANARY
                  + "\",\"attributes\":{\"fedrealm.made\":\"client c\"}}",
              "POST /realms/r/clients/id-1/protocol-mappers/models"
                  + " {\"name\":\"m\",\"protocol\":\"p\",\"protocolMapper\":\"x\","
                  + "\"config\":{\"fedrealm.made\":\"client_mapper c m\"}}");
    }

    @Test
    void areUpdatedWholeWithoutASecretThatIsEqual() {
      assertThat(
              writes(
                  "\"clients\":[{\"clientId\":\"c\",\"secret\":\"${S}\",\"description\":\"to\"}]",
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"secret\":\"%s\",\"enabled\":true}]"
                      .formatted(CANARY),
                  "\"clients\":[{\"clientId\":\"c\",\"secret\":\"%s\",\"description\":\"to\"}]"
                      .formatted(CANARY)))
          .containsExactly(
              "PUT /realms/r/clients/1"
                  + " {\"clientId\":\"c\",\"enabled\":true,\"authorizationServicesEnabled\":false,"
                  + "\"description\":\"to\"}");
    }

    @Test
    void getTheirSecretWhenItDiffers() {
      assertThat(
              writes(
                  "\"clients\":[{\"clientId\":\"c\",\"secret\":\"${S}\"}]",
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"secret\":\"old\"}]",
                  "\"clients\":[{\"clientId\":\"c\",\"secret\":\"%s\"}]".formatted(CANARY)))
          .containsExactly(
              "PUT /realms/r/clients/1 {\"clientId\":\"c\",\"secret\":\""
                  + CANARY
                  + "\",\"authorizationServicesEnabled\":false}");
    }

    @Test
    void neverGetAMaskBack() {
      assertThat(
              writes(
                  "\"clients\":[{\"clientId\":\"c\",\"enabled\":true}]",
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"secret\":\"**********\","
                      + "\"attributes\":{\"client.secret.rotated\":\"**********\",\"a\":\"b\"}}]",
                  "\"clients\":[{\"clientId\":\"c\",\"enabled\":true}]"))
          .containsExactly(
              "PUT /realms/r/clients/1"
                  + " {\"clientId\":\"c\",\"attributes\":{\"a\":\"b\"},"
                  + "\"authorizationServicesEnabled\":false,\"enabled\":true}");
    }

    private static final String SCOPES =
        ",\"clientScopes\":[{\"id\":\"sa\",\"name\":\"a\"},{\"id\":\"sb\",\"name\":\"b\"},"
            + "{\"id\":\"sx\",\"name\":\"x\"}]";

    @Test
    void changeTheirScopesOneByOneAndTakeOutFirst() {
      String after =
          "\"clients\":[{\"clientId\":\"c\",\"defaultClientScopes\":[\"a\"],"
              + "\"optionalClientScopes\":[\"x\"]}]";

      assertThat(
              writes(
                  after,
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"defaultClientScopes\":[\"x\",\"b\"],"
                      + "\"optionalClientScopes\":[\"a\"]}]"
                      + SCOPES,
                  after))
          .containsExactly(
              "DELETE /realms/r/clients/1/default-client-scopes/sx",
              "DELETE /realms/r/clients/1/default-client-scopes/sb",
              "DELETE /realms/r/clients/1/optional-client-scopes/sa",
              "PUT /realms/r/clients/1/default-client-scopes/sa",
              "PUT /realms/r/clients/1/optional-client-scopes/sx");
    }

    @Test
    void moveAScopeFromAListThatTheTemplateDoesNotDeclare() {
      assertThat(
              writes(
                  "\"clients\":[{\"clientId\":\"c\",\"defaultClientScopes\":[\"a\"]}]",
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\",\"defaultClientScopes\":[],"
                      + "\"optionalClientScopes\":[\"a\",\"b\"]}]"
                      + SCOPES,
                  "\"clients\":[{\"clientId\":\"c\",\"defaultClientScopes\":[\"a\"]}]"))
          .containsExactly(
              "DELETE /realms/r/clients/1/optional-client-scopes/sa",
              "PUT /realms/r/clients/1/default-client-scopes/sa");
    }
  }

  @Nested
  class Mappers {

    private static final String MAPPER =
        "\"protocolMappers\":[{%s\"name\":\"m\",\"protocol\":\"p\",\"protocolMapper\":\"x\","
            + "\"config\":{\"a\":\"%s\"}}]";

    @Test
    void areUpdatedByTheirIdWithTheirWholeConfiguration() {
      String scope = "\"clientScopes\":[{%s\"name\":\"s\",\"protocol\":\"p\",%s}]";

      assertThat(
              writes(
                  scope.formatted("", MAPPER.formatted("", "to")),
                  scope.formatted(
                      "\"id\":\"1\",", MAPPER.formatted("\"id\":\"2\",", "from\",\"b\":\"kept")),
                  scope.formatted("", MAPPER.formatted("", "to"))))
          .containsExactly(
              "PUT /realms/r/client-scopes/1/protocol-mappers/models/2"
                  + " {\"name\":\"m\",\"protocol\":\"p\",\"protocolMapper\":\"x\","
                  + "\"config\":{\"a\":\"to\",\"b\":\"kept\"},\"id\":\"2\"}");
    }
  }

  @Nested
  class RolesAndGroups {

    @Test
    void areMadeEachInItsPlace() {
      String desired =
          "\"roles\":{\"realm\":[{\"name\":\"a/b c\"}],\"client\":{\"c\":[{\"name\":\"x\"}]}},"
              + "\"groups\":[{\"name\":\"g\",\"subGroups\":[{\"name\":\"h\"}]}]";

      assertThat(
              writes(
                  desired,
                  "\"clients\":[{\"id\":\"1\",\"clientId\":\"c\"}]",
                  desired + ",\"clients\":[{\"id\":\"1\",\"clientId\":\"c\"}]"))
          .containsExactly(
              "POST /realms/r/roles {\"name\":\"a/b c\"" + mark("realm_role a/b c") + "}",
              "POST /realms/r/clients/1/roles {\"name\":\"x\"" + mark("client_role c x") + "}",
              "POST /realms/r/groups {\"name\":\"g\"" + mark("group /g") + "}",
              "POST /realms/r/groups/id-3/children {\"name\":\"h\"" + mark("group /g/h") + "}");
    }

    @Test
    void areUpdatedByTheirId() {
      String things =
          "\"roles\":{\"realm\":[{%s\"name\":\"a\",\"description\":\"%s\"}]},"
              + "\"groups\":[{%s\"name\":\"g\",\"attributes\":{\"a\":[\"%s\"]}}]";

      assertThat(
              writes(
                  things.formatted("", "to", "", "to"),
                  things.formatted("\"id\":\"1\",", "from", "\"id\":\"2\",", "from"),
                  things.formatted("", "to", "", "to")))
          .containsExactly(
              "PUT /realms/r/roles-by-id/1 {\"name\":\"a\",\"description\":\"to\"}",
              "PUT /realms/r/groups/2 {\"name\":\"g\",\"attributes\":{\"a\":[\"to\"]}}");
    }
  }

  @Nested
  class SetsOfRoles {

    private static final String LIVE =
        """
        "roles":{"realm":[{"id":"ra","name":"a"},{"id":"rb","name":"b","composites":{"realm":["a"]}}],
                 "client":{"c":[{"id":"rx","name":"x"}]}},
        "clients":[{"id":"c1","clientId":"c","serviceAccountsEnabled":true}],
        "clientScopes":[{"id":"s1","name":"s","protocol":"p"}],
        "groups":[{"id":"g1","name":"g","realmRoles":["b"]}],
        "users":[{"id":"u1","serviceAccountClientId":"c","clientRoles":{"c":["x"]}}],
        "scopeMappings":[{"client":"c","roles":["b"]}]
        """;

    private static final String DESIRED =
        """
        "roles":{"realm":[{"name":"b","composites":{"client":{"c":["x"]}}}]},
        "clients":[{"clientId":"c"}],
        "clientScopes":[{"name":"s","protocol":"p"}],
        "groups":[{"name":"g","realmRoles":["a"]}],
        "users":[{"serviceAccountClientId":"c","realmRoles":["a"]}],
        "clientScopeMappings":{"c":[{"clientScope":"s","roles":["x"]},{"client":"c","roles":["x"]}]}
        """;

    @Test
    void getWhatIsMissingAndLoseWhatIsNotNamed() {
      String roleA = " [{\"id\":\"ra\",\"name\":\"a\"}]";
      String roleB = " [{\"id\":\"rb\",\"name\":\"b\"}]";
      String roleX = " [{\"id\":\"rx\",\"name\":\"x\"}]";

      assertThat(writes(DESIRED, LIVE, DESIRED))
          .containsExactly(
              "DELETE /realms/r/roles-by-id/rb/composites" + roleA,
              "POST /realms/r/roles-by-id/rb/composites" + roleX,
              "POST /realms/r/groups/g1/role-mappings/realm" + roleA,
              "DELETE /realms/r/groups/g1/role-mappings/realm" + roleB,
              "POST /realms/r/client-scopes/s1/scope-mappings/clients/c1" + roleX,
              "DELETE /realms/r/clients/c1/scope-mappings/realm" + roleB,
              "POST /realms/r/clients/c1/scope-mappings/clients/c1" + roleX,
              "POST /realms/r/users/u1/role-mappings/realm" + roleA,
              "DELETE /realms/r/users/u1/role-mappings/clients/c1" + roleX);
    }
  }

  @Nested
  class Lists {

    @Test
    void ofDefaultClientScopesChangeOneByOne() {
      assertThat(
              writes(
                  "\"defaultDefaultClientScopes\":[\"a\"]",
                  "\"defaultDefaultClientScopes\":[\"b\"],\"defaultOptionalClientScopes\":[\"a\"],"
                      + "\"clientScopes\":[{\"id\":\"sa\",\"name\":\"a\"},{\"id\":\"sb\",\"name\":\"b\"}]",
                  "\"defaultDefaultClientScopes\":[\"a\"]"))
          .containsExactly(
              "DELETE /realms/r/default-default-client-scopes/sb",
              "DELETE /realms/r/default-optional-client-scopes/sa",
              "PUT /realms/r/default-default-client-scopes/sa");
    }

    @Test
    void ofProfilesKeepTheOnesThatTheTemplateDoesNotName() {
      String profiles = "\"clientProfiles\":{\"profiles\":[%s]}";

      assertThat(
              writes(
                  profiles.formatted("{\"name\":\"p\",\"description\":\"to\"}"),
                  profiles.formatted("{\"name\":\"kept\"},{\"name\":\"p\",\"executors\":[]}"),
                  profiles.formatted("{\"name\":\"p\",\"description\":\"to\"}")))
          .containsExactly(
              "PUT /realms/r/client-policies/profiles {\"profiles\":[{\"name\":\"kept\"},"
                  + "{\"name\":\"p\",\"executors\":[],\"description\":\"to\"}]}");
    }
  }
}
