package io.fedrealm.provisioning.audit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.audit.LabelledRealm;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.model.User;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerRealmTest {

  private static final String EXPORT =
      """
      {"realm": "site", "keycloakVersion": "26.7.3",
       "defaultRole": {"name": "default-roles-site"},
       "clients": [{"id": "c1", "clientId": "api", "secret": "**********", "publicClient": false},
                   {"id": "c2", "clientId": "unseen", "secret": "**********"},
                   {"id": "c3", "clientId": "realm-management", "bearerOnly": true}],
       "roles": {"realm": [{"name": "reader"}, {"name": "default-roles-site"}],
                 "client": {"realm-management": [{"name": "realm-admin"}]}},
       "groups": [{"id": "g1", "name": "readers", "realmRoles": ["reader"],
                   "subGroups": [{"id": "g2", "name": "night"}]}],
       "users": [{"username": "service-account-api", "serviceAccountClientId": "api"}]}
      """;

  private StubServer stub;

  @BeforeEach
  void startTheServer() throws IOException {
    stub =
        new StubServer()
            .with("serverinfo", "{\"systemInfo\": {\"version\": \"26.7.3\"}}")
            .with("realms/site/partial-export?exportClients=true&exportGroupsAndRoles=true", EXPORT)
            .with(
                "realms/site/clients?first=0&max=200",
                "[{\"clientId\": \"api\", \"secret\": \"${API_SECRET}\"}, {\"clientId\":"
                    + " \"unseen\"}]")
            .with("realms/site/keys", "{\"keys\": [{\"kid\": \"k\"}]}")
            .with(
                "realms/site/client-policies/policies?include-global-policies=true",
                "{\"policies\": [], \"globalPolicies\": [{\"name\": \"whole server\"}]}")
            .with("realms/site/users?first=0&max=500", "[]");
  }

  @AfterEach
  void stopTheServer() {
    stub.close();
  }

  @Test
  void readingARealmChangesNothing() {
    read();
    assertThat(stub.requests())
        .allMatch(
            request ->
                request.startsWith("GET ")
                    || request.contains("/partial-export")
                    || request.endsWith("/token"));
  }

  @Test
  void takesSecretsFromTheClientsAndForgetsMasksOfThoseItMayNotSee() {
    AuditedRealm realm = read();
    assertThat(realm.origin()).isEqualTo(Origin.LIVE);
    assertThat(realm.client("api").orElseThrow().node().get("secret").text())
        .isEqualTo("${API_SECRET}");
    assertThat(realm.client("unseen").orElseThrow().node().get("secret").isPresent()).isFalse();
  }

  @Test
  void doesNotJudgeSecretsThatAreMaskedForTheAccount() {
    stub.with("serverinfo", "{\"systemInfo\": {\"version\": \"26.8.2\"}}")
        .with(
            "realms/site/clients?first=0&max=200",
            "[{\"clientId\": \"api\", \"secret\": \"**********\"}, {\"clientId\": \"unseen\"}]");
    AuditedRealm realm = read();
    assertThat(realm.client("api").orElseThrow().node().get("secret").isPresent()).isFalse();
    assertThat(realm.get("fedrealm.unread").elements().map(Node::text))
        .contains("secrets of clients: the account may not see them (role manage-clients)");
  }

  @Test
  void aMaskOnAnOlderServerIsASecretThatEverybodyKnows() {
    stub.with(
        "realms/site/clients?first=0&max=200",
        "[{\"clientId\": \"api\", \"secret\": \"**********\"}]");
    assertThat(read().client("api").orElseThrow().node().get("secret").text())
        .isEqualTo("**********");
  }

  @Test
  void readsKeysAndThePoliciesOfTheWholeServer() {
    AuditedRealm realm = read();
    assertThat(realm.get("keys").elements()).hasSize(1);
    assertThat(realm.get("clientPolicies").get("globalPolicies").elements()).hasSize(1);
  }

  @Test
  void readsPeopleWithTheirGroupsAndTheRolesThatTheyHaveWithoutOne() {
    stub.with("realms/site/users?first=0&max=500", "[%s, %s]".formatted(user(1), user(2)))
        .with(members("groups/g1/members"), "[" + user(1) + "]")
        .with(members("groups/g2/members"), "[" + user(1) + "]")
        .with(members("roles/reader/users"), "[" + user(2) + ", {\"id\": \"service-account\"}]")
        .with(members("clients/c3/roles/realm-admin/users"), "[" + user(2) + "]");
    List<User> people = read().users().filter(user -> !user.isServiceAccount()).toList();
    assertThat(people).extracting(User::name).containsExactly("user1", "user2");
    assertThat(people.get(0).groups()).containsExactly("/readers", "/readers/night");
    assertThat(people.get(0).roles()).isEmpty();
    assertThat(people.get(1).groups()).isEmpty();
    assertThat(people.get(1).roles())
        .extracting(Object::toString)
        .containsExactly("reader", "realm-management: realm-admin");
  }

  @Test
  void takesPeopleFromTheExtensionWhereThereIsOne() {
    stub.with(
            "serverinfo",
            "{\"systemInfo\": {\"version\": \"26.7.3\"}, \"providers\":"
                + " {\"admin-realm-restapi-extension\": {\"providers\": {\"fl-people\": {}}}}}")
        .with("realms/site/users/count", "2")
        .with(
            "realms/site/fl-people?first=0&max=500",
            """
            [{"user": {"id": "1", "username": "anna", "enabled": true, "email": "a@example.org",
                       "realmRoles": ["default-roles-site"]}, "groupIds": ["g1", "g2"]},
             {"user": {"id": "2", "username": "bert", "enabled": true, "realmRoles": ["reader"],
                       "clientRoles": {"realm-management": ["realm-admin"]}}, "groupIds": []}]
            """);
    List<User> people = read().users().filter(user -> !user.isServiceAccount()).toList();
    assertThat(people).extracting(User::name).containsExactly("anna", "bert");
    assertThat(people.get(0).groups()).containsExactly("/readers", "/readers/night");
    assertThat(people.get(0).roles()).isEmpty();
    assertThat(people.get(1).roles())
        .extracting(Object::toString)
        .containsExactly("reader", "realm-management: realm-admin");
    assertThat(stub.requests()).noneMatch(request -> request.contains("/groups/g1"));
  }

  @Test
  void readsALongListPageByPage() {
    stub.with("realms/site/users?first=0&max=500", users(0, 500))
        .with("realms/site/users?first=500&max=500", users(500, 501))
        .with(members("groups/g1/members"), "[]")
        .with(members("groups/g2/members"), "[]")
        .with(members("roles/reader/users"), "[]")
        .with(members("clients/c3/roles/realm-admin/users"), "[]");
    assertThat(read().users()).hasSize(502);
  }

  @Test
  void saysSoWhenItMayNotSeePeople() {
    stub.refusing("realms/site/users", 403);
    AuditReport report = LabelledRealm.audit(read());
    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().id().equals("FR-AUDIT-04"))
        .extracting(Finding::value)
        .containsExactly("people: the account may not see them");
  }

  @Test
  void stopsReadingPeopleWhenThereAreTooMany() {
    IntStream.rangeClosed(0, 20)
        .forEach(
            page ->
                stub.with(
                    "realms/site/users?first=" + page * 500 + "&max=500",
                    users(page * 500, page * 500 + 500)));
    AuditedRealm realm = read();
    assertThat(realm.users()).hasSize(1);
    assertThat(LabelledRealm.labels(LabelledRealm.audit(realm))).contains("FR-AUDIT-04 $.users");
  }

  @Test
  void aRealmThatIsNotThereIsWrongInput() {
    assertThatThrownBy(() -> read("gone"))
        .hasMessageContaining("no realm \"gone\"")
        .extracting(ServerRealmTest::exitCode)
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anAccountThatMayNotReadTheRealmIsToldSo() {
    stub.refusing("realms/site/partial-export", 403);
    assertThatThrownBy(this::read)
        .extracting(ServerRealmTest::exitCode)
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aServerThatDoesNotAnswerIsNotReachable() {
    AdminAccess nowhere =
        AdminAccess.serviceAccount(URI.create("http://127.0.0.1:9"), "auditor", "not-a-secret");
    try (KeycloakServer server = new KeycloakServer(nowhere)) {
      assertThatThrownBy(() -> ServerRealm.read(server, "http://127.0.0.1:9", "site"))
          .extracting(ServerRealmTest::exitCode)
          .isEqualTo(ExitCode.UNREACHABLE);
    }
  }

  private AuditedRealm read() {
    return read("site");
  }

  private AuditedRealm read(String realm) {
    AdminAccess access = stub.access();
    try (KeycloakServer server = new KeycloakServer(access)) {
      return ServerRealm.read(server, access.server().toString(), realm);
    }
  }

  private static int exitCode(Throwable error) {
    return ((CommandException) error).exitCode();
  }

  private static String members(String path) {
    return "realms/site/" + path + "?first=0&max=500&briefRepresentation=true";
  }

  private static String user(int number) {
    return "{\"id\": \"u%1$d\", \"username\": \"user%1$d\", \"email\": \"u%1$d@example.org\"}"
        .formatted(number);
  }

  private static String users(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(ServerRealmTest::user)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
