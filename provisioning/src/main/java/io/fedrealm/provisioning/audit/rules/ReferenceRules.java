package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Audiences;
import io.fedrealm.provisioning.audit.check.FlowBindings;
import io.fedrealm.provisioning.audit.check.Known;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** Names that lead nowhere. Keycloak drops most of them without a word. */
final class ReferenceRules {

  private ReferenceRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-REF-01", MEDIUM, "A client scope that does not exist is named")
            .because("Keycloak leaves it out: tokens lack the claims that somebody counted on.")
            .fix("Correct the name, or add the scope.")
            .source(
                Source.experiment(
                    "26.7.3 (RepresentationToModel: Referenced client scope doesn't exist)"))
            .when(ReferenceRules::scopes),
        rule("FR-REF-02", MEDIUM, "A role that does not exist is named")
            .because(
                "Nobody gets the right that somebody counted on, or Keycloak makes an empty"
                    + " role of that name.")
            .fix("Correct the name, or add the role.")
            .source(Source.keycloak("Assigning permissions using roles and groups"))
            .when(ReferenceRules::roles),
        rule("FR-REF-03", MEDIUM, "A client that does not exist is named")
            .because("The setting has no effect, until somebody makes a client of that name.")
            .fix("Correct the name, or take the entry out.")
            .source(Source.flnet(13))
            .when(ReferenceRules::clients),
        rule("FR-REF-04", MEDIUM, "A group that does not exist is named")
            .because("Nobody gets into it; an import fails or leaves it out.")
            .fix("Correct the path, or add the group.")
            .source(Source.keycloak("Assigning permissions using roles and groups"))
            .when(ReferenceRules::groups),
        rule("FR-REF-05", MEDIUM, "An authentication flow that does not exist is named")
            .because("Logins fail, or take another flow than the one that was meant.")
            .fix("Correct the alias, or add the flow.")
            .source(Source.keycloak("Authentication flows"))
            .when(FlowBindings::dangling),
        rule(
                "FR-REF-06",
                MEDIUM,
                "A client profile or identity provider that does not exist is named")
            .because(
                "A policy without its profile does nothing; a mapper without its provider"
                    + " neither.")
            .fix("Correct the name, or add what it names.")
            .source(
                Source.keycloak("Client Policies"),
                Source.experiment("26.7.3 (DefaultClientPolicyManager: PROFILE NOT FOUND)"))
            .when(realm -> Stream.concat(profiles(realm), providers(realm))));
  }

  private static Stream<Violation> scopes(AuditedRealm realm) {
    Known known = new Known(realm);
    Stream<Node> ofClients =
        realm
            .clients()
            .flatMap(
                client ->
                    Stream.of("defaultClientScopes", "optionalClientScopes")
                        .map(client.node()::get));
    Stream<Node> ofRealm =
        Stream.of("defaultDefaultClientScopes", "defaultOptionalClientScopes").map(realm::get);
    Stream<Node> mapped = mappings(realm).map(mapping -> mapping.get("clientScope"));
    return Stream.concat(
            Stream.concat(ofClients, ofRealm).flatMap(Node::elements),
            mapped.filter(Node::isPresent))
        .filter(name -> !known.scope(name.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> roles(AuditedRealm realm) {
    Known known = new Known(realm);
    Stream<Violation> held =
        realm
            .holders()
            .flatMap(holder -> holder.roles().stream())
            .filter(role -> !known.role(role.client(), role.name()))
            .map(role -> Violation.at(role.node(), role.toString()));
    Stream<Violation> ofRealm = unknown(realm.get("scopeMappings"), "", known);
    Stream<Violation> ofClients =
        realm
            .get("clientScopeMappings")
            .members()
            .flatMap(owner -> unknown(owner.value(), owner.name(), known));
    return Stream.of(held, ofRealm, ofClients).flatMap(hits -> hits);
  }

  private static Stream<Violation> unknown(Node mappings, String client, Known known) {
    return mappings
        .elements()
        .flatMap(mapping -> mapping.get("roles").elements())
        .filter(role -> !known.role(client, role.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> clients(AuditedRealm realm) {
    Known known = new Known(realm);
    Stream<Node> named =
        Stream.of(
                Audiences.namedClients(realm),
                mappings(realm).map(mapping -> mapping.get("client")),
                realm.users().map(user -> user.node().get("serviceAccountClientId")))
            .flatMap(nodes -> nodes)
            .filter(Node::isPresent);
    Stream<Violation> owners =
        Stream.of(realm.get("clientScopeMappings"), realm.get("roles").get("client"))
            .flatMap(Node::members)
            .filter(owner -> !known.client(owner.name()))
            .map(owner -> Violation.at(owner.value(), owner.name()));
    return Stream.concat(named.filter(n -> !known.client(n.text())).map(Violation::at), owners);
  }

  private static Stream<Node> mappings(AuditedRealm realm) {
    return Stream.concat(
        realm.get("scopeMappings").elements(),
        realm.get("clientScopeMappings").members().flatMap(owner -> owner.value().elements()));
  }

  private static Stream<Violation> groups(AuditedRealm realm) {
    Known known = new Known(realm);
    return Stream.concat(
            realm.get("defaultGroups").elements(),
            realm.users().flatMap(user -> user.node().get("groups").elements()))
        // Keycloak takes a path without its first slash, too.
        .filter(path -> !known.group(path.text()) && !known.group("/" + path.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> profiles(AuditedRealm realm) {
    return realm
        .policies()
        .policies()
        .flatMap(policy -> policy.get("profiles").elements())
        .filter(name -> !realm.policies().hasProfile(name.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> providers(AuditedRealm realm) {
    List<String> aliases =
        realm.get("identityProviders").elements().map(idp -> idp.get("alias").text()).toList();
    return realm
        .get("identityProviderMappers")
        .elements()
        .map(mapper -> mapper.get("identityProviderAlias"))
        .filter(alias -> !aliases.contains(alias.text()))
        .map(Violation::at);
  }
}
