package io.fedrealm.provisioning.plan.check;

import static io.fedrealm.provisioning.plan.PlanSupport.json;
import static io.fedrealm.provisioning.plan.PlanSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.server.ServerCapabilities;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpliedNeedsTest {

  private static final String STOCK =
      """
      {
        "protocolMapperTypes": {"openid-connect": [{"id": "fl-site-mapper"}]},
        "providers": {
          "token-interceptor": {"providers": {}},
          "client-policy-executor": {"providers": {"fl-token-policy": {}, "fl-redirect-uris": {}}}
        },
        "features": [
          {"name": "CLIENT_POLICIES", "enabled": true},
          {"name": "DEVICE_FLOW", "enabled": true},
          {"name": "CIBA", "enabled": false}
        ]
      }
      """;

  private static List<String> problems(String template, String serverInfo) {
    return ImpliedNeeds.problems(template(template), new ServerCapabilities(json(serverInfo)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"protocolMappers\": [{\"name\": \"m\", \"protocol\": \"openid-connect\","
            + " \"protocolMapper\": \"fl-site-mapper\"}]",
        "\"attributes\": {\"fl.required.claims\": \"role\"}",
        "\"attributes\": {\"fl.exact.audience\": \"none\"}"
      })
  void aScopeThatPromisesSomethingNeedsTheTokenRules(String promise) {
    String template =
        "{\"realm\": \"r\", \"clientScopes\": [{\"name\": \"s\", \"protocol\": \"openid-connect\", %s}]}"
            .formatted(promise);

    assertThat(problems(template, STOCK))
        .singleElement()
        .asString()
        .contains("needs \"fl-token-rules\" (token-interceptor), which the server does not have")
        .contains("--spi-token-interceptor--fl-token-rules--enabled=false");
    assertThat(
            problems(
                template,
                "{\"providers\": {\"token-interceptor\": {\"providers\": {\"fl-token-rules\": {}}}}}"))
        .isEmpty();
  }

  @Test
  void anExecutorOfOursNeedsTheGuard() {
    assertThat(
            problems(
                """
                {"realm": "r", "clientProfiles": {"profiles": [
                  {"name": "p", "executors": [{"executor": "fl-token-policy"}, {"executor": "fl-redirect-uris"}]}]}}
                """,
                STOCK))
        .singleElement()
        .asString()
        .startsWith("t.json:2 $.clientProfiles.profiles[0]: fl-token-policy needs")
        .contains("\"fl-policy-guard\" (token-interceptor)");
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void fednsTokenServiceNeedsItsEndpoint(String on, int expected) {
    assertThat(
            problems(
                "{\"realm\": \"r\", \"attributes\": {\"fl.fedn.token.service\": \"%s\"}}"
                    .formatted(on),
                STOCK))
        .hasSize(expected)
        .allSatisfy(problem -> assertThat(problem).contains("\"fedn\" (realm-restapi-extension)"));
  }

  @ParameterizedTest
  @CsvSource({
    "oauth2.device.authorization.grant.enabled, ''",
    "oidc.ciba.grant.enabled, ciba",
    "standard.token.exchange.enabled, token-exchange-standard:v2"
  })
  void whatAClientSwitchesOnIsAFeatureOfTheServer(String attribute, String missing) {
    List<String> problems =
        problems(
            "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"attributes\": {\"%s\": \"true\"}}]}"
                .formatted(attribute),
            STOCK);

    assertThat(problems).hasSize(missing.isEmpty() ? 0 : 1);
    assertThat(problems).allSatisfy(it -> assertThat(it).endsWith("--features=" + missing));
  }

  @Test
  void whatIsOffNeedsNothing() {
    assertThat(
            problems(
                """
                {"realm": "r", "organizationsEnabled": false, "clients": [
                  {"clientId": "c", "attributes": {"oidc.ciba.grant.enabled": "false"}}]}
                """,
                STOCK))
        .isEmpty();
  }

  @Test
  void eachThingIsToldOnce() {
    assertThat(
            problems(
                """
                {"realm": "r", "clientScopes": [
                  {"name": "a", "protocol": "openid-connect", "attributes": {"fl.required.claims": "x"}},
                  {"name": "b", "protocol": "openid-connect", "attributes": {"fl.required.claims": "y"}}]}
                """,
                STOCK))
        .hasSize(1);
  }

  @Test
  void aServerThatTellsNoFeaturesCountsAsHavingThem() {
    assertThat(problems("{\"realm\": \"r\", \"organizationsEnabled\": true}", "{}")).isEmpty();
  }
}
