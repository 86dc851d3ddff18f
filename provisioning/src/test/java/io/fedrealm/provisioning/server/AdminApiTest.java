package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {

  private FakeKeycloak server;
  private AdminApi api;

  @BeforeEach
  void start() {
    server = new FakeKeycloak();
    api = new AdminApi(server.access());
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("name", "ü");
  }

  @Nested
  class ARequest {

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "a%2Fb", "{a}", "Süd", "a+b", "a;b"})
    void comesToTheServerAsItWasEncoded(String realm) {
      api.write("PUT", body(), "realms", realm);

      assertThat(server.requests())
          .containsExactly(
              new FakeKeycloak.Request(
                  "PUT",
                  AdminUri.of(URI.create(""), "realms", realm).toString().substring(6),
                  "{\"name\":\"ü\"}"));
    }

    @Test
    void thatReadsGivesTheJson() {
      server.answer("GET", "/realms/r/groups?max=1", 200, "[{\"name\":\"ü\"}]");

      assertThat(api.get("realms", "r", "groups?max=1"))
          .hasValueSatisfying(groups -> assertThat(groups).hasToString("[{\"name\":\"ü\"}]"));
    }

    @Test
    void forWhatIsNotThereGivesNothing() {
      assertThat(api.get("realms", "r", "groups")).isEmpty();
    }

    @Test
    void thatReadsByPostSendsAnEmptyObject() {
      server.answer("POST", "/realms/r/partial-export?a=b", 200, "{}");

      assertThat(api.post("realms", "r", "partial-export?a=b")).isPresent();
      assertThat(server.requests()).extracting(FakeKeycloak.Request::body).containsExactly("{}");
    }

    @Test
    void thatMakesSomethingGivesItsId() {
      assertThat(api.write("POST", body(), "realms", "r", "clients")).isEqualTo("id-1");
    }

    @Test
    void thatMakesNothingGivesNoId() {
      assertThat(api.write("PUT", body(), "realms", "r")).isEmpty();
      assertThat(api.write("DELETE", null, "realms", "r", "groups", "1")).isEmpty();
    }

    @Test
    void maySendABodyWithADelete() {
      api.write("DELETE", JsonNodeFactory.instance.arrayNode().add(body()), "realms", "r");

      assertThat(server.writes()).containsExactly("DELETE /realms/r [{\"name\":\"ü\"}]");
    }
  }

  @Nested
  class TheLogin {

    @Test
    void isDoneOnceForManyRequestsAndWithClientCredentials() {
      api.write("PUT", body(), "realms", "a");
      api.write("PUT", body(), "realms", "b");

      assertThat(server.logins())
          .singleElement()
          .asString()
          .startsWith("/realms/master/protocol/openid-connect/token ")
          .contains("grant_type=client_credentials", "tool", FakeKeycloak.SECRET);
    }

    @Test
    void isNotDoneBeforeTheFirstRequest() {
      assertThat(server.logins()).isEmpty();
    }

    @Test
    void isRenewedOnDemand() {
      api.write("PUT", body(), "realms", "a");
      api.renewLogin();

      assertThat(server.logins()).hasSize(2);
    }

    @Test
    void ofAPersonIsByPasswordInTheRealmOfTheAccount() {
      AdminAccess person =
          new AdminAccess(
              URI.create(server.url()),
              "staff",
              "admin-cli",
              Optional.empty(),
              Optional.of("alice"),
              Optional.of("pässword"));
      try (AdminApi asPerson = new AdminApi(person)) {
        asPerson.write("PUT", body(), "realms", "a");
      }

      assertThat(server.logins())
          .singleElement()
          .asString()
          .startsWith("/realms/staff/protocol/openid-connect/token ")
          .contains("grant_type=password", "client_id=admin-cli", "username=alice")
          .contains("password=p%C3%A4ssword");
    }
  }
}
