package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserReadingTest {

  private static final String REALM =
      """
      {"realm": "r",
       "groups": [{"id": "g1", "name": "a", "subGroups": [{"id": "g2", "name": "b"}]}],
       "roles": {"realm": [{"name": "admin"}, {"name": "auditor"}], "client": {}}}
      """;
  private static final String ANNA = "{\"id\":\"1\",\"username\":\"anna\"}";

  private final FakeKeycloak fake = new FakeKeycloak();
  private final KeycloakServer server = new KeycloakServer(fake.access());
  private final List<String> others = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
    fake.close();
  }

  private Collection<ObjectNode> read() throws JsonProcessingException {
    ObjectNode realm = (ObjectNode) new ObjectMapper().readTree(REALM);
    return read(realm, new WantedUsers("anna"::equals, false, false));
  }

  private Collection<ObjectNode> read(ObjectNode realm, WantedUsers wanted) {
    return new UserReading(server.api(), realm)
        .read(wanted, other -> others.add(other.path("username").asText()));
  }

  private static ObjectNode withOrganization() throws JsonProcessingException {
    ObjectNode realm = (ObjectNode) new ObjectMapper().readTree(REALM);
    realm.withArray("/organizations").addObject().put("id", "o1").put("name", "A");
    realm.withArray("/identityProviders").addObject().put("alias", "idp");
    return realm;
  }

  private static String page(int users) {
    return IntStream.range(0, users)
        .mapToObj("{\"user\":{\"username\":\"user%d\"},\"groupIds\":[]}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aServerWithTheExtensionIsAskedOnceForAPage() throws Exception {
    fake.answer("GET", "/realms/r/fl-people?first=0&max=500", 200, page(500))
        .answer(
            "GET",
            "/realms/r/fl-people?first=500&max=500",
            200,
            "[{\"user\":{\"username\":\"Anna\",\"realmRoles\":[\"admin\"]},"
                + "\"groupIds\":[\"g2\",\"unknown\"]}]");

    Collection<ObjectNode> users = read();

    assertThat(users)
        .hasToString("[{\"username\":\"Anna\",\"realmRoles\":[\"admin\"],\"groups\":[\"/a/b\"]}]");
    assertThat(others).hasSize(500).contains("user7");
    assertThat(fake.requests()).hasSize(2);
  }

  @Test
  void linksAndMembershipsComeWithThePage() throws Exception {
    fake.answer(
        "GET",
        "/realms/r/fl-people?first=0&max=500&links=true&memberships=true",
        200,
        "[{\"user\":{\"username\":\"anna\",\"federatedIdentities\":[{\"identityProvider\":\"idp\"}]},"
            + "\"groupIds\":[],\"memberships\":[]},"
            + "{\"user\":{\"username\":\"bob\",\"federatedIdentities\":[]},\"groupIds\":[],"
            + "\"memberships\":[{\"organizationId\":\"o1\",\"membershipType\":\"MANAGED\"},"
            + "{\"organizationId\":\"new\",\"membershipType\":\"MANAGED\"}]}]");
    ObjectNode realm = withOrganization();

    Collection<ObjectNode> users = read(realm, new WantedUsers("anna"::equals, true, true));

    assertThat(users.iterator().next().path("federatedIdentities"))
        .hasToString("[{\"identityProvider\":\"idp\"}]");
    assertThat(realm.at("/organizations/0/members"))
        .hasToString("[{\"username\":\"bob\",\"membershipType\":\"MANAGED\"}]");
    assertThat(fake.requests()).hasSize(1);
  }

  /** Nor is one that has the extension of an older release, which leaves them out. */
  @Test
  void anotherServerIsAskedForTheLinksOfThoseWhoHaveSomeAndTheMembersOfEachOrganization()
      throws Exception {
    String holding = "{\"user\":%s,\"groupIds\":[]}".formatted(ANNA);
    fake.answer(
            "GET",
            "/realms/r/fl-people?first=0&max=500&links=true&memberships=true",
            200,
            "[" + holding + "]")
        .answer(
            "GET",
            "/realms/r/users?briefRepresentation=false&first=0&max=500",
            200,
            "[" + ANNA + "]")
        .answer(
            "GET",
            "/realms/r/users?briefRepresentation=true&idpAlias=idp&first=0&max=500",
            200,
            "[" + ANNA + ",{\"username\":\"bob\"}]")
        .answer(
            "GET",
            "/realms/r/users/1/federated-identity",
            200,
            "[{\"identityProvider\":\"idp\",\"userId\":\"7\"}]")
        .answer(
            "GET",
            "/realms/r/organizations/o1/members?first=0&max=500&briefRepresentation=true",
            200,
            "[{\"username\":\"bob\",\"membershipType\":\"UNMANAGED\"}]");
    ObjectNode realm = withOrganization();

    Collection<ObjectNode> users = read(realm, new WantedUsers("anna"::equals, true, true));

    assertThat(users.iterator().next().path("federatedIdentities"))
        .hasToString("[{\"identityProvider\":\"idp\",\"userId\":\"7\"}]");
    assertThat(realm.at("/organizations/0/members"))
        .hasToString("[{\"username\":\"bob\",\"membershipType\":\"UNMANAGED\"}]");
  }

  @Test
  void aListThatBreaksOffIsNotTakenForTheWhole() {
    fake.answer("GET", "/realms/r/fl-people?first=0&max=500", 200, page(500));

    assertThatThrownBy(this::read)
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("broke off");
  }

  @Test
  void anotherServerIsAskedForTheGroupsAndRolesOfEachWhenTheyAreFew() throws Exception {
    fake.answer(
            "GET",
            "/realms/r/users?briefRepresentation=false&first=0&max=500",
            200,
            "[" + ANNA + ",{\"username\":\"bob\"}]")
        .answer(
            "GET",
            "/realms/r/users/1/groups?briefRepresentation=true&max=10000",
            200,
            "[{\"id\":\"g1\"}]")
        .answer(
            "GET",
            "/realms/r/users/1/role-mappings",
            200,
            "{\"realmMappings\":[{\"name\":\"auditor\"}]}");

    Collection<ObjectNode> users = read();

    assertThat(users).hasSize(1);
    JsonNode anna = users.iterator().next();
    assertThat(anna.path("groups")).hasToString("[\"/a\"]");
    assertThat(anna.path("realmRoles")).hasToString("[\"auditor\"]");
    assertThat(others).containsExactly("bob");
  }
}
