package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeycloakServerTest {

  private static final String EXPORT_PATH =
      "/realms/r/partial-export?exportClients=true&exportGroupsAndRoles=true";

  private FakeKeycloak fake;
  private KeycloakServer server;

  @BeforeEach
  void start() {
    fake = new FakeKeycloak();
    server = new KeycloakServer(fake.access());
  }

  @AfterEach
  void stop() {
    server.close();
    fake.close();
  }

  @Nested
  class ARealm {

    private static final String EXPORT =
        """
        {
          "realm": "r",
          "roles": {"realm": [{"id": "r1", "name": "a"}], "client": {"c": [{"id": "r2", "name": "x"}]}},
          "groups": [
            {"id": "g1", "name": "a", "subGroups": [{"id": "g2", "name": "b"}]},
            {"id": "g3", "name": "a/b"}
          ],
          "clients": [
            {"id": "c1", "clientId": "c", "secret": "**********",
             "attributes": {"client.secret.rotated": "**********", "x": "y"},
             "protocolMappers": [{"id": "m1", "name": "m"}]},
            {"id": "c2", "clientId": "public"},
            {"id": "c3", "clientId": "hidden", "secret": "**********"}
          ],
          "clientScopes": [
            {"id": "s1", "name": "s", "protocolMappers": [{"id": "m2", "name": "m"}]}
          ],
          "users": [{"id": "u1", "serviceAccountClientId": "c"}]
        }
        """;

    private static final String CLIENTS =
        """
        [
          {"clientId": "c", "secret": "real",
           "attributes": {"client.secret.rotated": "before", "x": "y"}},
          {"clientId": "public"},
          {"clientId": "hidden", "secret": null}
        ]
        """;

    private LiveRealm read() {
      fake.answer("POST", EXPORT_PATH, 200, EXPORT)
          .answer("GET", "/realms/r/clients?first=0&max=200", 200, CLIENTS);
      return server.realm("r").orElseThrow();
    }

    @Test
    void isReadInTwoRequests() {
      fake.serverInfo("{}");
      server.capabilities();

      read();

      assertThat(fake.requests().stream().skip(1).map(FakeKeycloak.Request::toString))
          .containsExactly("POST " + EXPORT_PATH + " {}", "GET /realms/r/clients?first=0&max=200");
    }

    @Test
    void ofAServerThatNobodyHasAskedForItsExtensionsIsTriedAPageAtATimeOnce() {
      read();
      read();

      assertThat(fake.requests().stream().map(FakeKeycloak.Request::path))
          .containsExactly(
              "/realms/r/fl-clients?first=0&max=50",
              EXPORT_PATH,
              "/realms/r/clients?first=0&max=200",
              EXPORT_PATH,
              "/realms/r/clients?first=0&max=200");
    }

    @Test
    void thatIsNotThereIsNone() {
      fake.answer("POST", EXPORT_PATH, 404, "{\"error\":\"Realm not found.\"}");

      assertThat(server.realm("r")).isEmpty();
    }

    @Test
    void hasTheSecretsThatTheExportMasks() {
      LiveRealm realm = read();

      assertThat(realm.state().find(ResourceId.of(ResourceType.CLIENT, "c")).orElseThrow().fields())
          .hasToString(
              "{\"clientId\":\"c\",\"secret\":\"real\",\"attributes\":{\"client.secret.rotated\":"
                  + "\"before\",\"x\":\"y\"},\"authorizationServicesEnabled\":false}");
      assertThat(
              realm
                  .state()
                  .find(ResourceId.of(ResourceType.CLIENT, "public"))
                  .orElseThrow()
                  .fields())
          .hasToString("{\"clientId\":\"public\",\"authorizationServicesEnabled\":false}");
      assertThat(
              realm
                  .state()
                  .find(ResourceId.of(ResourceType.CLIENT, "hidden"))
                  .orElseThrow()
                  .fields())
          .hasToString(
              "{\"clientId\":\"hidden\",\"secret\":\"**********\",\"authorizationServicesEnabled\":false}");
    }

    @Test
    void knowsTheIdsThatRequestsNeed() {
      LiveRealm realm = read();

      assertThat(realm.client("c")).isEqualTo("c1");
      assertThat(realm.clientScope("s")).isEqualTo("s1");
      assertThat(realm.group("/a/b")).isEqualTo("g2");
      assertThat(realm.group("/a~/b")).isEqualTo("g3");
      assertThat(realm.serviceAccount("c")).isEqualTo("u1");
      assertThat(realm.id(new ResourceId(ResourceType.CLIENT_MAPPER, "c", "m"))).isEqualTo("m1");
      assertThat(realm.id(new ResourceId(ResourceType.CLIENT_SCOPE_MAPPER, "s", "m")))
          .isEqualTo("m2");
      assertThat(realm.roleId("", "a")).isEqualTo("r1");
      assertThat(realm.roles("c", List.of("x"))).hasToString("[{\"id\":\"r2\",\"name\":\"x\"}]");
    }

    @Test
    void knowsTheIdsOfWhatWasJustMade() {
      LiveRealm realm = read();
      realm.made(ResourceId.of(ResourceType.CLIENT, "new"), "c9");
      realm.made(ResourceId.of(ResourceType.GROUP, "/new"), "g9");
      realm.made(ResourceId.of(ResourceType.CLIENT_SCOPE, "new"), "s9");

      assertThat(realm.client("new")).isEqualTo("c9");
      assertThat(realm.group("/new")).isEqualTo("g9");
      assertThat(realm.clientScope("new")).isEqualTo("s9");
    }

    @Test
    void thatHasLostSomethingMeanwhileSaysWhat() {
      LiveRealm realm = read();

      assertThatThrownBy(() -> realm.client("no\nthing"))
          .isInstanceOf(CommandException.class)
          .hasMessage(
              "the realm has no client no\\u000athing any more: it was changed while this ran");
      assertThatThrownBy(() -> realm.roles("c", List.of("y")))
          .hasMessageStartingWith("the realm has no role of client c: y any more");
    }

    @Test
    void thatVanishesWhileItIsReadIsAnErrorInWords() {
      fake.answer("POST", EXPORT_PATH, 200, EXPORT);

      assertThatThrownBy(() -> server.realm("r"))
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith("The realm r cannot be read: it was deleted a moment ago");
    }

    @Test
    void thatIsNoObjectIsAnErrorInWords() {
      fake.answer("POST", EXPORT_PATH, 200, "[]");

      assertThatThrownBy(() -> server.realm("r"))
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith("The realm r cannot be read");
    }
  }

  @Nested
  class ARealmWithManyClientsOfAServerWithTheExtension {

    private static final String PAGES =
        "{\"providers\":{\"admin-realm-restapi-extension\":{\"providers\":{\"fl-clients\":{}}}}}";

    @BeforeEach
    void capabilities() {
      fake.serverInfo(PAGES);
      server.capabilities();
    }

    /** A first page, which is full, and a second one with the client {@code last}. */
    private LiveRealm read() {
      String full =
          IntStream.range(0, ClientPages.PAGE)
              .mapToObj("{\"id\":\"%1$d\",\"clientId\":\"c%1$d\",\"secret\":\"s\"}"::formatted)
              .collect(Collectors.joining(",", "[", "]"));
      fake.answer(
              "GET",
              "/realms/r/fl-clients?first=0&max=50",
              200,
              """
              {"realm": "r", "clients": %s, "roles": {"realm": [{"name": "a"}], "client": {}},
               "clientScopeMappings": {"c0": [{"client": "c1", "roles": ["x"]}]}}
              """
                  .formatted(full))
          .answer(
              "GET",
              "/realms/r/fl-clients?first=50&max=50",
              200,
              """
              {"realm": "r", "clients": [{"id": "l", "clientId": "last", "secret": "**********"}],
               "roles": {"client": {"last": [{"id": "lr", "name": "y"}]}},
               "scopeMappings": [{"client": "last", "roles": ["a"]}],
               "clientScopeMappings": {"c0": [{"client": "last", "roles": ["x"]}]},
               "users": [{"id": "u", "serviceAccountClientId": "last", "realmRoles": ["a"]}]}
              """)
          .answer(
              "GET",
              "/realms/r/clients?first=0&max=200",
              200,
              "[{\"clientId\":\"last\",\"secret\":\"real\",\"description\":\"d\"}]");
      return server.realm("r").orElseThrow();
    }

    @Test
    void isReadAPageAtATime() {
      read();

      assertThat(fake.requests().stream().skip(1).map(FakeKeycloak.Request::path))
          .containsExactly(
              "/realms/r/fl-clients?first=0&max=50",
              "/realms/r/fl-clients?first=50&max=50",
              "/realms/r/clients?first=0&max=200");
    }

    @Test
    void hasWhatBelongsToTheClientsOfEveryPage() {
      LiveRealm realm = read();

      assertThat(realm.client("c0")).isEqualTo("0");
      assertThat(realm.client("last")).isEqualTo("l");
      assertThat(realm.roleId("last", "y")).isEqualTo("lr");
      assertThat(realm.serviceAccount("last")).isEqualTo("u");
      assertThat(fields(realm, ResourceType.CLIENT, "last")).contains("\"secret\":\"real\"");
      assertThat(fields(realm, ResourceType.SERVICE_ACCOUNT_ROLES, "last")).contains("\"a\"");
      assertThat(fields(realm, ResourceType.CLIENT_SCOPE_MAPPINGS, "last"))
          .contains("\"a\"", "\"c0\"");
      assertThat(fields(realm, ResourceType.CLIENT_SCOPE_MAPPINGS, "c1")).contains("\"c0\"");
    }

    private static String fields(LiveRealm realm, ResourceType kind, String name) {
      return realm.state().find(ResourceId.of(kind, name)).orElseThrow().fields().toString();
    }

    @Test
    void isReadWithoutPagesWhereSomethingKeepsThemFromUs() {
      fake.realm("r", "{\"realm\":\"r\",\"clients\":[]}");

      assertThat(server.realm("r")).isPresent();
      assertThat(fake.requests().stream().map(FakeKeycloak.Request::path))
          .endsWith(EXPORT_PATH, "/realms/r/clients?first=0&max=200");
    }
  }

  @Nested
  class WhatIsInstalled {

    @Test
    void isReadInOneRequest() {
      fake.serverInfo("{\"systemInfo\":{\"version\":\"26.7.3\"}}");

      assertThat(server.capabilities().version()).isEqualTo("26.7.3");
      assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void cannotBeReadAtAWrongAddress() {
      assertThatThrownBy(server::capabilities)
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith("The server has no admin REST API at this address");
    }
  }
}
