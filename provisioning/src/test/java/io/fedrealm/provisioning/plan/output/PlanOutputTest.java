package io.fedrealm.provisioning.plan.output;

import static io.fedrealm.provisioning.plan.PlanSupport.newRealm;
import static io.fedrealm.provisioning.plan.PlanSupport.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.change.RealmPlan;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanOutputTest {

  private static final String DESIRED =
      """
      {
        "realm": "r",
        "registrationAllowed": false,
        "displayName": "",
        "loginTheme": "fedrealm",
        "groups": [{"name": "Admin", "realmRoles": ["Admin"]}],
        "clients": [{
          "clientId": "api", "secret": "canary-to",
          "redirectUris": ["https://a/", "https://b c/"],
          "attributes": {"post.logout.redirect.uris": "+"}
        }],
        "clientScopes": [{"name": "new", "protocol": "openid-connect"}],
        "scopeMappings": [{"clientScope": "new", "roles": ["Admin"]}]
      }
      """;

  private static final String ACTUAL =
      """
      {
        "realm": "r",
        "registrationAllowed": true,
        "displayName": "Old",
        "groups": [{"name": "Admin", "clientRoles": {"realm-management": ["realm-admin"]}}],
        "clients": [{
          "clientId": "api", "secret": "canary-from", "redirectUris": ["https://a/", "*"]
        }]
      }
      """;

  private static final RealmPlan PLAN = plan(DESIRED, ACTUAL);
  private static final RealmPlan NOTHING = plan("{\"realm\":\"empty\"}", "{\"realm\":\"empty\"}");

  private static String text(boolean styled, RealmPlan plan) {
    return String.join("\n", new PlanText(styled).lines(plan));
  }

  @Nested
  class AsText {

    @Test
    void showsEachFieldOldAndNew() {
      assertThat(text(false, PLAN))
          .isEqualTo(
              """
              Realm r
                ~ realm
                    registrationAllowed: true → false
                    displayName: Old → (empty)
                    loginTheme: (not set) → fedrealm
                + client scope new
                ~ client api
                    secret: (sensitive)
                    redirectUris: -* +"https://b c/"
                    attributes.post.logout.redirect.uris: (not set) → +
                ~ roles of group /Admin
                    realmRoles: +Admin
                    clientRoles.realm-management: -realm-admin
                + scope mapping of client scope new
                    realmRoles: +Admin""");
    }

    @Test
    void saysThatThereIsNothingToDo() {
      assertThat(text(false, NOTHING)).isEqualTo("Realm empty\n  no changes");
      assertThat(PlanText.summary(List.of(NOTHING, NOTHING))).isEqualTo("No changes.");
    }

    @Test
    void countsOverAllRealms() {
      assertThat(PlanText.summary(List.of(PLAN, NOTHING))).isEqualTo("2 to create, 3 to change.");
    }

    @Test
    void coloursSignsAndNamesOnATerminal() {
      assertThat(text(true, newRealm("{\"realm\":\"r\"}")))
          .isEqualTo("\u001b[1mRealm r\u001b[0m\n  \u001b[32m+\u001b[0m realm");
    }

    @Test
    void takesNoMarkupAndNoEscapeSequencesFromNamesAndValues() {
      RealmPlan plan =
          plan(
              "{\"realm\":\"@|bold x|@\",\"displayName\":\"a\"}",
              "{\"realm\":\"@|bold x|@\",\"displayName\":\"b\\n+ \\u001b[1A\\u202e\"}");

      assertThat(text(false, plan))
          .isEqualTo(
              "Realm @|bold x|@\n  ~ realm\n      displayName: \"b\\u000a+"
                  + " \\u001b[1A\\u202e\" → a");
    }

    @Test
    void shortensWhatNobodyReads() {
      RealmPlan plan =
          plan(
              "{\"realm\":\"r\",\"displayName\":\"%s\"}".formatted("x".repeat(5000)),
              "{\"realm\":\"r\"}");

      assertThat(text(false, plan))
          .endsWith(
              "(not set) → \""
                  + "x".repeat(1000)
                  + "…\" (5000 characters, sha256 c59d3c0480cc2d71)");
    }

    @Test
    void showsListsOfObjectsAsTheyAre() {
      String policies =
          "{\"realm\":\"r\",\"clientPolicies\":{\"policies\":[{\"name\":\"p\",\"conditions\":%s}]}}";

      assertThat(
              text(
                  false,
                  plan(
                      policies.formatted("[{\"condition\":\"any-client\"}]"),
                      policies.formatted("[]"))))
          .endsWith("p.conditions: (not set) → [{\"condition\":\"any-client\"}]");
    }
  }

  @Nested
  class AsJson {

    @Test
    void hasEveryFieldOfEveryChange() {
      assertThat(PlanJson.of(List.of(PLAN)).toPrettyString())
          .isEqualTo(
              """
              {
                "schemaVersion" : 1,
                "summary" : {
                  "create" : 2,
                  "update" : 3,
                  "replace" : 0,
                  "delete" : 0
                },
                "realms" : [ {
                  "realm" : "r",
                  "changes" : [ {
                    "action" : "update",
                    "kind" : "realm",
                    "owner" : "",
                    "name" : "",
                    "fields" : [ {
                      "path" : "registrationAllowed",
                      "from" : true,
                      "to" : false
                    }, {
                      "path" : "displayName",
                      "from" : "Old",
                      "to" : ""
                    }, {
                      "path" : "loginTheme",
                      "from" : null,
                      "to" : "fedrealm"
                    } ]
                  }, {
                    "action" : "create",
                    "kind" : "client_scope",
                    "owner" : "",
                    "name" : "new",
                    "fields" : [ {
                      "path" : "name",
                      "from" : null,
                      "to" : "new"
                    }, {
                      "path" : "protocol",
                      "from" : null,
                      "to" : "openid-connect"
                    } ]
                  }, {
                    "action" : "update",
                    "kind" : "client",
                    "owner" : "",
                    "name" : "api",
                    "fields" : [ {
                      "path" : "secret",
                      "sensitive" : true
                    }, {
                      "path" : "redirectUris",
                      "from" : [ "https://a/", "*" ],
                      "to" : [ "https://a/", "https://b c/" ]
                    }, {
                      "path" : "attributes.post.logout.redirect.uris",
                      "from" : null,
                      "to" : "+"
                    } ]
                  }, {
                    "action" : "update",
                    "kind" : "group_roles",
                    "owner" : "",
                    "name" : "/Admin",
                    "fields" : [ {
                      "path" : "realmRoles",
                      "from" : null,
                      "to" : [ "Admin" ]
                    }, {
                      "path" : "clientRoles.realm-management",
                      "from" : [ "realm-admin" ],
                      "to" : [ ]
                    } ]
                  }, {
                    "action" : "create",
                    "kind" : "client_scope_roles",
                    "owner" : "",
                    "name" : "new",
                    "fields" : [ {
                      "path" : "realmRoles",
                      "from" : null,
                      "to" : [ "Admin" ]
                    } ]
                  } ]
                } ]
              }""");
    }

    @Test
    void ofNothingToDoIsStillComplete() {
      assertThat(PlanJson.of(List.of(NOTHING)))
          .hasToString(
              "{\"schemaVersion\":1,\"summary\":{\"create\":0,\"update\":0,\"replace\":0,\"delete\":0},"
                  + "\"realms\":[{\"realm\":\"empty\",\"changes\":[]}]}");
    }
  }

  @Test
  void noSecretIsInAnyOfIt() {
    for (RealmPlan plan : List.of(PLAN, newRealm(DESIRED), plan(ACTUAL, DESIRED))) {
      assertThat(text(false, plan) + PlanJson.of(List.of(plan)) + plan + plan.changes())
          .contains("api")
          .doesNotContain("canary");
    }
  }
}
