package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminUriTest {

  private static final URI SERVER = URI.create("http://h:8080/auth");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FLNet-Client_2.0 | FLNet-Client_2.0",
        "a/b | a%2Fb",
        "a b | a%20b",
        "a+b | a%2Bb",
        "a%2Fb | a%252Fb",
        "100% | 100%25",
        "{realm} | %7Brealm%7D",
        "a?b#c;d | a%3Fb%23c%3Bd",
        "Süd | S%C3%BCd",
        "研究 | %E7%A0%94%E7%A9%B6",
        ".. | %2E%2E",
        ". | %2E"
      })
  void everySegmentIsEncodedInFull(String realm, String encoded) {
    assertThat(AdminUri.of(SERVER, "realms", realm, "groups"))
        .hasToString("http://h:8080/auth/admin/realms/" + encoded + "/groups");
  }

  @Test
  void onlyTheLastSegmentOfAReadMayHaveAQuery() {
    assertThat(AdminUri.withQuery(SERVER, "realms", "a?b", "groups?search=x%20y&max=1"))
        .hasToString("http://h:8080/auth/admin/realms/a%3Fb/groups?search=x%20y&max=1");
    assertThat(AdminUri.withQuery(SERVER, "serverinfo"))
        .hasToString("http://h:8080/auth/admin/serverinfo");
  }

  @Test
  void theIdOfWhatWasMadeIsTheDecodedEndOfItsAddress() {
    assertThat(AdminUri.lastSegment(URI.create("http://h/admin/realms/r/clients/a%20b")))
        .isEqualTo("a b");
  }
}
