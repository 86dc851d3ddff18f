package io.fedrealm.provisioning.plan.check;

import static io.fedrealm.provisioning.plan.PlanSupport.json;
import static io.fedrealm.provisioning.plan.PlanSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.server.ThemeParent;
import io.fedrealm.provisioning.template.source.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilityCheckTest {

  private static final ServerCapabilities SERVER =
      new ServerCapabilities(
          json(
              """
              {
                "systemInfo": {"version": "26.7.3"},
                "protocolMapperTypes": {
                  "openid-connect": [{"id": "oidc-audience-mapper"}],
                  "saml": [{"id": "saml-role-list-mapper"}]
                },
                "providers": {
                  "client-policy-executor": {"providers": {"pkce-enforcer": {}}},
                  "client-policy-condition": {"providers": {"any-client": {}}}
                },
                "themes": {"login": [{"name": "keycloak.v2"}], "account": [{"name": "keycloak.v3"}]}
              }
              """));

  private static final String INSTALL = "check the spelling, or install it on the server first";
  private static final String OURS =
      "put fedrealm's jars into its providers folder and run kc.sh build";

  private static List<String> problems(String template) {
    return CapabilityCheck.problems(template(template), SERVER).stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void aMapperMustBeInstalledForItsProtocol() {
    assertThat(
            problems(
                """
                {
                  "realm": "r",
                  "clients": [{"clientId": "c", "protocolMappers": [
                    {"name": "a", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper"},
                    {"name": "b", "protocol": "openid-connect", "protocolMapper": "saml-role-list-mapper"},
                    {"name": "d", "protocol": "saml", "protocolMapper": "saml-role-list-mapper"}
                  ]}],
                  "clientScopes": [{"name": "s", "protocol": "openid-connect", "protocolMappers": [
                    {"name": "e", "protocol": "openid-connect", "protocolMapper": "fl-site-mapper"}
                  ]}]
                }
                """))
        .containsExactlyInAnyOrder(
            "t.json:5 $.clients[0].protocolMappers[1]: the server has no protocol mapper"
                + " \"saml-role-list-mapper\": "
                + INSTALL,
            "t.json:9 $.clientScopes[0].protocolMappers[0]: the server has no protocol mapper"
                + " \"fl-site-mapper\": "
                + OURS);
  }

  @Test
  void executorsAndConditionsOfPoliciesMustBeInstalled() {
    assertThat(
            problems(
                """
                {
                  "realm": "r",
                  "clientProfiles": {"profiles": [{"name": "p", "executors": [
                    {"executor": "pkce-enforcer"},
                    {"executor": "fl-x"}
                  ]}]},
                  "clientPolicies": {"policies": [{"name": "q", "conditions": [
                    {"condition": "any-client"},
                    {"condition": "y"}
                  ]}]}
                }
                """))
        .containsExactly(
            "t.json:5 $.clientProfiles.profiles[0].executors[1].executor: the server has no executor"
                + " of a client policy \"fl-x\": "
                + OURS,
            "t.json:9 $.clientPolicies.policies[0].conditions[1].condition: the server has no condition"
                + " of a client policy \"y\": "
                + INSTALL);
  }

  @Test
  void themesMustBeInstalledForTheirType() {
    assertThat(
            problems(
                """
                {
                  "realm": "r",
                  "loginTheme": "fedrealm",
                  "accountTheme": "keycloak.v2",
                  "adminTheme": "",
                  "emailTheme": "keycloak"
                }
                """))
        .containsExactly(
            "t.json:4 $.accountTheme: the server has no account theme \"keycloak.v2\": " + INSTALL,
            "t.json:6 $.emailTheme: the server has no email theme \"keycloak\": " + INSTALL,
            "t.json:3 $.loginTheme: the server has no login theme \"fedrealm\": " + OURS);
  }

  @Test
  void aLoginThemeOfOursWhoseParentIsGoneIsNotSaidToBeMissing() {
    ServerCapabilities server =
        new ServerCapabilities(
            json(
                """
                {"themes": {"login": [{"name": "keycloak.v3"}], "email": [{"name": "fedrealm"}]}}
                """));

    assertThat(
            CapabilityCheck.problems(
                template("{\"realm\": \"r\", \"loginTheme\": \"fedrealm\"}"), server))
        .singleElement()
        .asString()
        .startsWith(
            "t.json:1 $.loginTheme: the login theme \"fedrealm\" is installed, but its parent"
                + " \"keycloak.v2\" is not on this server: ");
    assertThat(Path.of("../themes/src/main/resources/theme/fedrealm/login/theme.properties"))
        .content()
        .contains("parent=" + ThemeParent.LOGIN + "\n");
  }

  @Test
  void aServerThatTellsNothingHasNothing() {
    assertThat(new ServerCapabilities(json("{}")).version()).isEqualTo("unknown");
    assertThat(new ServerCapabilities(json("{}")).protocolMappers("openid-connect")).isEmpty();
    assertThat(
            CapabilityCheck.problems(
                template("{\"realm\": \"r\", \"loginTheme\": \"x\"}"),
                new ServerCapabilities(json("{}"))))
        .hasSize(1);
  }
}
