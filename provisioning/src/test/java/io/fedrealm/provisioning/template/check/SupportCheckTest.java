package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;

class SupportCheckTest {

  /** The parts of a realm that are compared and written as resources of their own. */
  private static final Set<String> RESOURCES =
      Set.of(
          "roles",
          "groups",
          "users",
          "clients",
          "clientScopes",
          "scopeMappings",
          "clientScopeMappings",
          "defaultDefaultClientScopes",
          "defaultOptionalClientScopes",
          "defaultGroups",
          "defaultRole",
          "authenticationFlows",
          "authenticatorConfig",
          "requiredActions",
          "identityProviders",
          "identityProviderMappers",
          "components",
          "organizations",
          "localizationTexts",
          "clientProfiles",
          "clientPolicies");

  /** Structured settings: Keycloak reads and writes them as fields of the realm itself. */
  private static final Set<String> STRUCTURED_SETTINGS =
      Set.of(
          "attributes",
          "browserSecurityHeaders",
          "smtpServer",
          "bruteForceStrategy",
          "enabledEventTypes",
          "eventsListeners",
          "otpSupportedApplications",
          "requiredCredentials",
          "supportedLocales",
          "webAuthnPolicyAcceptableAaguids",
          "webAuthnPolicyExtraOrigins",
          "webAuthnPolicyPasswordlessAcceptableAaguids",
          "webAuthnPolicyPasswordlessExtraOrigins",
          "webAuthnPolicyPasswordlessSignatureAlgorithms",
          "webAuthnPolicySignatureAlgorithms");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"userFederationProviders\": []",
        "\"federatedUsers\": []",
        "\"defaultRoles\": []",
        "\"social\": false"
      })
  void whatIsNotManagedIsAnErrorThatNamesIt(String field) {
    String name = field.split("\"")[1];

    assertThat(problems("{\"realm\": \"r\",\n" + field + "}"))
        .containsExactly(
            "t.json:2 $.%s: \"%s\" is not managed by fedrealm yet: take it out of the template"
                .formatted(name, name));
  }

  /**
   * Fails when a new version of the representations brings a part of a realm that nobody decided
   * on.
   */
  @Test
  void everyStructuredPartOfARealmIsManagedOrRefused() {
    Set<String> undecided = new TreeSet<>();
    for (BeanPropertyDefinition property : realmProperties()) {
      Class<?> type = property.getRawPrimaryType();
      boolean plain =
          type.isPrimitive() || type == String.class || Number.class.isAssignableFrom(type);
      String name = property.getName();
      if (!plain
          && type != Boolean.class
          && !RESOURCES.contains(name)
          && !STRUCTURED_SETTINGS.contains(name)
          && !isRefused(name, type)) {
        undecided.add(name);
      }
    }
    assertThat(undecided).isEmpty();
  }

  private static List<BeanPropertyDefinition> realmProperties() {
    ObjectMapper mapper = new ObjectMapper();
    return mapper
        .getDeserializationConfig()
        .introspect(mapper.constructType(RealmRepresentation.class))
        .findProperties();
  }

  private static boolean isRefused(String name, Class<?> type) {
    boolean list = Collection.class.isAssignableFrom(type);
    String json = "{\"realm\": \"r\", \"" + name + "\": " + (list ? "[]" : "{}") + "}";
    return problems(json).stream().anyMatch(problem -> problem.contains("is not managed"));
  }

  @Test
  void aMemberOfAnOrganizationHasNothingThatWouldBeIgnored() {
    assertThat(
            problems(
                """
                {"realm": "r", "organizations": [{
                  "name": "Hospital A",
                  "members": [{"username": "a", "membershipType": "MANAGED", "groups": ["/Lab"],
                               "email": "a@a.example"}],
                  "groups": [{"name": "Lab"}]
                }]}
                """))
        .containsExactly(
            "t.json:4 $.organizations[0].members[0].email: \"email\" is not managed by fedrealm yet:"
                + " take it out of the template");
  }

  @Nested
  class Users {

    @Test
    void haveNothingThatWouldBeIgnored() {
      assertThat(
              problems(
                  "{\"realm\": \"r\", \"users\": [{\"username\": \"a\", \"federationLink\": \"ldap\"}]}"))
          .containsExactly(
              "t.json:1 $.users[0].federationLink: \"federationLink\" is not managed by fedrealm yet:"
                  + " take it out of the template");
    }

    @Test
    void mayHaveWhatAnExportHas() {
      assertThat(
              template(
                      """
                      {"realm": "r", "users": [{
                        "id": "1", "username": "service-account-c", "serviceAccountClientId": "c",
                        "enabled": true, "totp": false, "emailVerified": false, "notBefore": 0,
                        "createdTimestamp": 1, "disableableCredentialTypes": [],
                        "requiredActions": [], "realmRoles": ["a"], "groups": [],
                        "access": {"manage": true}
                      }]}
                      """)
                  .realm())
          .isEqualTo("r");
    }

    @Test
    void haveNothingElseThatWouldBeIgnored() {
      assertThat(
              problems(
                  """
                  {"realm": "r", "users": [{
                    "serviceAccountClientId": "c",
                    "enabled": false,

                    "attributes": {"a": ["b"]}
                  }]}
                  """))
          .containsExactlyInAnyOrder(
              "t.json:3 $.users[0].enabled: a service account is switched off by its client: set the"
                  + " client's serviceAccountsEnabled to false",
              "t.json:5 $.users[0].attributes: \"attributes\" is not managed by fedrealm yet: take it"
                  + " out of the template");
    }
  }
}
