package io.fedrealm.extension.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.util.JsonSerialization;

/** What stands in place of the masks that Keycloak shows. */
class MarkedSecretsTest {

  private static String marked(String masked, String real) throws IOException {
    return MarkedSecrets.marked(
            JsonSerialization.mapper.readTree(masked),
            JsonSerialization.mapper.readTree(real),
            secret -> "mark of " + secret)
        .toString();
  }

  @Test
  void aMarkStandsInPlaceOfAMaskAndEverythingElseIsAsKeycloakShowsIt() throws IOException {
    assertThat(
            marked(
                """
                {"realm": "r", "smtpServer": {"password": "**********", "port": "25"},
                 "identityProviders": [
                   {"alias": "a", "enabled": true, "config": {"clientSecret": "**********"}},
                   {"alias": "b", "config": {"clientSecret": "${vault.b}"}}]}
                """,
                """
                {"realm": "r", "smtpServer": {"password": "s1", "port": "25", "hidden": "h"},
                 "identityProviders": [
                   {"alias": "a", "enabled": true, "config": {"clientSecret": "s2"}},
                   {"alias": "b", "config": {"clientSecret": "${vault.b}"}}]}
                """))
        .isEqualTo(
            "{\"realm\":\"r\",\"smtpServer\":{\"password\":\"mark of s1\",\"port\":\"25\"},"
                + "\"identityProviders\":["
                + "{\"alias\":\"a\",\"enabled\":true,\"config\":{\"clientSecret\":\"mark of s2\"}},"
                + "{\"alias\":\"b\",\"config\":{\"clientSecret\":\"${vault.b}\"}}]}");
  }

  /** Of several, one could be chosen by who asks, and would be hashed together with the others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['**********']|['s']|['mark of s']",
        "['**********']|[]|['']",
        "['**********']|['']|['']",
        "['**********','**********']|['s','t']|['**********','**********']",
        "['a','b']|['a','b']|['a','b']"
      })
  void inAListTheOnlySecretHasAMark(String masked, String real, String marked) throws IOException {
    String component = "{'config': {'bindCredential': %s}}";

    assertThat(
            marked(
                component.formatted(masked).replace('\'', '"'),
                component.formatted(real).replace('\'', '"')))
        .isEqualTo(component.formatted(marked).replace('\'', '"').replace(": ", ":"));
  }

  @Test
  void aSecretThatIsNotSetHasNoMark() throws IOException {
    assertThat(marked("{\"a\": \"**********\"}", "{}")).isEqualTo("{\"a\":\"\"}");
  }
}
