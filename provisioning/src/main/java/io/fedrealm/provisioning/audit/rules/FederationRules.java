package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Uri;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Identity providers and directories that the realm trusts. */
final class FederationRules {

  private static final Set<String> OPENID = Set.of("oidc", "keycloak-oidc");
  private static final String STORAGE = "org.keycloak.storage.UserStorageProvider";
  private static final List<String> ADDRESSES =
      List.of(
          "authorizationUrl",
          "tokenUrl",
          "jwksUrl",
          "userInfoUrl",
          "introspectionUrl",
          "singleSignOnServiceUrl");

  private FederationRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-IDP-01", HIGH, "What an identity provider says is not checked")
            .because(
                "Its signature is not validated: anybody can bring an assertion that names"
                    + " anybody.")
            .fix("Validate signatures, with the keys that the provider publishes.")
            .line("\"config\": {\"validateSignature\": \"true\", \"useJwksUrl\": \"true\", …}")
            .source(Source.rfc(8725, "3.3"), Source.keycloak("Integrating identity providers"))
            .when(FederationRules::unsigned),
        rule("FR-IDP-02", MEDIUM, "An identity provider's word on e-mail addresses is final")
            .because("Who can set an address there, takes over the account that has it here.")
            .fix("Trust e-mail addresses only of a provider that verifies them.")
            .line("\"trustEmail\": false")
            .source(Source.keycloak("Integrating identity providers"))
            .when(realm -> isOn(realm, "trustEmail")),
        rule("FR-IDP-03", LOW, "Tokens of an identity provider are stored")
            .because("The database then holds keys to another system.")
            .fix("Do not store them unless an application fetches them.")
            .line("\"storeToken\": false")
            .source(Source.flnet(14), Source.keycloak("Retrieving external IDP tokens"))
            .when(realm -> isOn(realm, "storeToken")),
        rule("FR-IDP-04", LOW, "Logins by an identity provider do not use PKCE")
            .because("A code that was injected into another login is not noticed.")
            .fix("Switch PKCE on, with S256, if the provider knows it.")
            .line("\"config\": {\"pkceEnabled\": \"true\", \"pkceMethod\": \"S256\", …}")
            .source(Source.rfc(9700, "2.1.1"))
            .when(FederationRules::withoutPkce),
        rule("FR-IDP-05", HIGH, "Passwords go to the directory without TLS")
            .because("Each login sends a password over the network in clear.")
            .fix("Use ldaps:// or StartTLS.")
            .source(
                Source.keycloak("Lightweight Directory Access Protocol (LDAP)"),
                Source.asvs("9.2.2"))
            .when(FederationRules::plainLdap),
        rule("FR-IDP-06", MEDIUM, "An identity provider is reached without TLS")
            .because("Codes, tokens or keys can be read or exchanged on the way.")
            .fix("Use https.")
            .source(Source.rfc(9700, "2.6"))
            .when(FederationRules::plainProviders));
  }

  private static Stream<Node> providers(AuditedRealm realm) {
    return realm
        .get("identityProviders")
        .elements()
        .filter(provider -> provider.get("enabled").flag(true));
  }

  private static boolean isOpenId(Node provider) {
    return OPENID.contains(provider.get("providerId").text());
  }

  private static Stream<Violation> unsigned(AuditedRealm realm) {
    return providers(realm)
        .filter(p -> isOpenId(p) || p.get("providerId").text().equals("saml"))
        .map(provider -> provider.get("config").get("validateSignature"))
        .filter(validation -> !validation.flag(false))
        .map(Violation::at);
  }

  private static Stream<Violation> isOn(AuditedRealm realm, String field) {
    return providers(realm)
        .map(provider -> provider.get(field))
        .filter(setting -> setting.flag(false))
        .map(Violation::at);
  }

  private static Stream<Violation> withoutPkce(AuditedRealm realm) {
    return providers(realm)
        .filter(FederationRules::isOpenId)
        .map(provider -> provider.get("config"))
        .filter(
            config ->
                !config.get("pkceEnabled").flag(false)
                    || !config.get("pkceMethod").text().equals("S256"))
        .map(config -> Violation.at(config.get("pkceEnabled")));
  }

  private static Stream<Violation> plainLdap(AuditedRealm realm) {
    return realm
        .get("components")
        .get(STORAGE)
        .elements()
        .map(storage -> storage.get("config"))
        .filter(config -> !first(config.get("startTls")).flag(false))
        .map(config -> first(config.get("connectionUrl")))
        .filter(url -> url.text().matches("(?i)(.*\\s)?ldap://.*"))
        .map(Violation::at);
  }

  private static Node first(Node values) {
    return values.elements().findFirst().orElse(values);
  }

  private static Stream<Violation> plainProviders(AuditedRealm realm) {
    return providers(realm)
        .flatMap(provider -> ADDRESSES.stream().map(provider.get("config")::get))
        .filter(address -> new Uri(address, address.text(), "").isPlainHttp())
        .map(Violation::at);
  }
}
