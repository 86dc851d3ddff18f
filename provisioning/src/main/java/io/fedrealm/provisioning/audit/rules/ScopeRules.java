package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Audiences;
import io.fedrealm.provisioning.audit.check.EmptyScopes;
import io.fedrealm.provisioning.audit.check.Mappers;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Mapper;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What gets into tokens. */
final class ScopeRules {

  /** Types that add to or rename the roles of a token, with the property that says to what. */
  private static final Map<String, String> ROLE_GIVERS =
      Map.of("oidc-hardcoded-role-mapper", "role", "oidc-role-name-mapper", "new.role.name");

  private ScopeRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-SCOPE-01", MEDIUM, "Tokens of a frontend do not say which service they are for")
            .because(
                "Every service of the realm accepts a token that was made for any other; a"
                    + " service cannot check the audience until the realm states one.")
            .fix("Add an audience mapper for the API that the frontend calls.")
            .line(
                "\"protocolMappers\": [{\"protocolMapper\": \"oidc-audience-mapper\", \"config\":"
                    + " {\"included.client.audience\": \"api\", \"access.token.claim\":"
                    + " \"true\"}, …}]")
            .source(Source.flnet(13), Source.rfc(9700, "2.3"), Source.rfc(9068, "2.2"))
            .when(realm -> lacking(realm, Client::servesPeople)),
        rule("FR-SCOPE-02", LOW, "Tokens of a service do not say which service they are for")
            .because("Every service of the realm accepts a token that was made for any other.")
            .fix("Add an audience mapper for the API that the service calls.")
            .line("\"protocolMappers\": [{\"protocolMapper\": \"oidc-audience-mapper\", …}]")
            .source(Source.flnet(13), Source.rfc(9068, "2.2"))
            .when(realm -> lacking(realm, c -> !c.servesPeople() && c.hasServiceAccount())),
        rule("FR-SCOPE-04", LOW, "Tokens have no subject (scope basic is missing)")
            .because(
                "Since Keycloak 25 the claim sub comes from the scope basic; services that"
                    + " know people by it refuse the token or, worse, take all for one.")
            .fix("Add basic to the client's default scopes.")
            .line("\"defaultClientScopes\": [\"basic\", …]")
            .source(
                Source.rfc(9068, "2.2"),
                Source.keycloakGuide("Upgrading Guide", "docs/latest/upgrading/"))
            .when(ScopeRules::subjectless),
        rule("FR-SCOPE-05", MEDIUM, "A mapper overwrites a claim that the protocol defines")
            .because(
                "Keycloak lets a mapper replace even sub, azp or the roles: services believe"
                    + " what somebody typed into a form.")
            .fix("Write the value into a claim of another name.")
            .source(Source.rfc(8725, "3.10"), Source.experiment("26.7.3"))
            .when(
                realm ->
                    Mappers.all(realm)
                        .filter(ProtocolClaims::areOverwrittenBy)
                        .map(mapper -> Violation.at(mapper.config("claim.name")))),
        rule("FR-SCOPE-06", MEDIUM, "A mapper gives a role to everybody who uses the client")
            .because(
                "The role is in the token of users who were never given it, and in no list of"
                    + " who may do what.")
            .fix("Give the role by a group.")
            .source(Source.rfc(9700, "2.3"), Source.keycloak("Protocol mappers"))
            .when(
                realm ->
                    Mappers.all(realm)
                        .filter(mapper -> ROLE_GIVERS.containsKey(mapper.type()))
                        .map(
                            mapper -> Violation.at(mapper.config(ROLE_GIVERS.get(mapper.type()))))),
        rule("FR-SCOPE-07", HIGH, "The server does not have the type of a mapper")
            .because("Keycloak accepts it, and issues tokens without the claim and without a word.")
            .fix(
                "Put the jar that has it into the server's providers folder, or take the mapper"
                    + " out.")
            .source(Source.experiment("26.7.3"))
            .when(ScopeRules::unknownMappers),
        rule("FR-SCOPE-08", LOW, "A client scope that does nothing")
            .because(
                "It has no mapper and lets in no role: at most its name reaches the token."
                    + " Dead parts hide what counts.")
            .fix("Delete it, unless a service asks for its name.")
            .source(Source.flnet(28))
            .when(EmptyScopes::hits),
        rule("FR-SCOPE-09", HIGH, "Rights on the realm are let into tokens of a frontend")
            .because("A token from the browser of an administrator administers the realm.")
            .fix("Take the scope mapping away; the admin console has its own client.")
            .line("\"clientScopeMappings\": {\"realm-management\": []}")
            .source(Source.flnet(3), Source.rfc(9700, "2.3"))
            .when(ScopeRules::adminScopes));
  }

  private static Stream<Violation> lacking(AuditedRealm realm, Predicate<Client> isOfKind) {
    return realm
        .ownClients()
        .filter(isOfKind)
        .filter(client -> !client.isForFedn() && !Audiences.has(client))
        .map(client -> Violation.at(client.node().get("protocolMappers"), "no audience"));
  }

  private static Stream<Violation> subjectless(AuditedRealm realm) {
    boolean before25 = realm.get("keycloakVersion").text().matches("(1?[0-9]|2[0-4])\\..*");
    return realm
        .ownClients()
        .filter(client -> !before25 && client.servesPeople())
        .filter(client -> !client.defaultScopes().contains("basic"))
        .filter(client -> client.defaultMappers().noneMatch(ScopeRules::writesSubject))
        .map(client -> Violation.at(client.node().get("defaultClientScopes")));
  }

  private static boolean writesSubject(Mapper mapper) {
    return mapper.type().equals("oidc-sub-mapper") || mapper.claim().equals("sub");
  }

  private static Stream<Violation> unknownMappers(AuditedRealm realm) {
    return realm.server().stream()
        .flatMap(
            server ->
                Mappers.all(realm)
                    .filter(m -> !server.protocolMappers(m.protocol()).contains(m.type())))
        .map(mapper -> Violation.at(mapper.node().get("protocolMapper")));
  }

  private static Stream<Violation> adminScopes(AuditedRealm realm) {
    return realm
        .get("clientScopeMappings")
        .get("realm-management")
        .elements()
        .filter(
            mapping ->
                realm
                    .ownClients()
                    .anyMatch(c -> c.servesPeople() && c.id().equals(mapping.get("client").text())))
        .map(mapping -> mapping.get("roles"))
        .filter(roles -> !roles.texts().isEmpty())
        .map(Violation::at);
  }
}
