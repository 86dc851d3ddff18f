package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Group;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.model.Role;
import io.fedrealm.provisioning.audit.model.RoleRef;
import io.fedrealm.provisioning.audit.model.User;
import io.fedrealm.provisioning.template.variable.Placeholder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether roles and groups fit together. */
final class RoleRules {

  private static final String LOOKS_ONLY = "(?i).*(audit|read-?only|viewer|observer).*";
  private static final String CHANGES =
      "(?i)(.*[^a-z])?(write|create|delete|update|manage|edit|modify|admin)([^a-z].*)?";

  private RoleRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-ROLE-09", LOW, "A role contains itself")
            .because("It means nothing, and a tool that follows the roles may not come to an end.")
            .fix("Take the role out of its own composites.")
            .line("\"composites\": {\"realm\": [\"Data-Access-Manager\", \"Data-Admin\"]}")
            .source(Source.flnet(21))
            .when(RoleRules::cycles),
        rule("FR-ROLE-10", LOW, "The default role carries the name of another realm")
            .because("Who looks for the rights that everybody has, looks in the wrong place.")
            .fix("Rename it to default-roles- and the realm's name in lower case.")
            .source(Source.flnet(22))
            .when(RoleRules::foreignDefaultRole),
        rule("FR-ROLE-11", LOW, "A role that no group gives")
            .because(
                "People can only get it one by one, and nobody sees by the groups who has" + " it.")
            .fix(
                "Make a group of the same name that gives the role; a template does it for all"
                    + " roles.")
            .line("\"attributes\": {\"fl.groups.mirror\": \"realm-roles\"}")
            .source(Source.framework("fedrealm: groups mirror roles one to one"))
            .when(RoleRules::withoutGroup),
        rule("FR-ROLE-12", LOW, "A group that gives nothing")
            .because(
                "Membership looks like a right and is none: no role, no attribute, no"
                    + " subgroup.")
            .fix("Give the group its role, or delete it.")
            .line("\"groups\": [{\"name\": \"Data-Admin\", \"realmRoles\": [\"Data-Admin\"]}]")
            .source(Source.framework("fedrealm: groups mirror roles one to one"))
            .when(RoleRules::emptyGroups),
        rule("FR-ROLE-13", MEDIUM, "A group that is meant to look may change things")
            .because("An auditor who can write is no independent witness.")
            .fix("Take the writing roles out of the group.")
            .source(Source.flnet(14))
            .when(RoleRules::writingAuditors),
        rule("FR-ROLE-14", LOW, "A role of a client that nobody can have")
            .because(
                "No group, composite, user or scope names it: it is left over, or somebody"
                    + " forgot to give it.")
            .fix("Delete it, or give it by a group.")
            .source(Source.flnet(28))
            .when(RoleRules::deadClientRoles),
        rule("FR-ROLE-15", LOW, "Two roles differ only in capital letters")
            .because(
                "Services compare role names letter by letter: who has the one is refused by"
                    + " who checks the other.")
            .fix("Keep the one that services check.")
            .source(Source.framework("FLNet: @RolesAllowed is case-sensitive"))
            .when(RoleRules::twins));
  }

  private static Stream<Violation> cycles(AuditedRealm realm) {
    Map<String, List<RoleRef>> contents =
        realm
            .roles()
            .collect(
                Collectors.toMap(
                    role -> key(role.client(), role.name()),
                    Role::composites,
                    (first, second) -> first));
    return realm
        .roles()
        .flatMap(role -> role.composites().stream().filter(r -> leadsTo(r, role, contents)))
        .map(reference -> Violation.at(reference.node(), reference.toString()));
  }

  private static boolean leadsTo(RoleRef from, Role to, Map<String, List<RoleRef>> contents) {
    String goal = key(to.client(), to.name());
    Set<String> seen = new HashSet<>();
    List<String> reached = List.of(key(from.client(), from.name()));
    while (!reached.isEmpty() && seen.addAll(reached)) {
      reached =
          reached.stream()
              .flatMap(name -> contents.getOrDefault(name, List.of()).stream())
              .map(role -> key(role.client(), role.name()))
              .distinct()
              .toList();
    }
    return seen.contains(goal);
  }

  private static String key(String client, String name) {
    return client + "\n" + name;
  }

  private static Stream<Violation> foreignDefaultRole(AuditedRealm realm) {
    Node name = realm.get("defaultRole").get("name");
    String own = "default-roles-" + realm.name().toLowerCase(Locale.ROOT);
    boolean decided =
        Placeholder.in(realm.name()).isEmpty() && Placeholder.in(name.text()).isEmpty();
    return Checks.hitIf(decided && !name.text().isEmpty() && !name.text().equals(own), name);
  }

  private static Stream<Violation> withoutGroup(AuditedRealm realm) {
    Set<String> given =
        realm
            .groups()
            .flatMap(group -> group.roles().stream())
            .filter(role -> role.client().isEmpty())
            .map(RoleRef::name)
            .collect(Collectors.toSet());
    return realm
        .roles()
        .filter(role -> role.client().isEmpty() && !realm.isBuiltInRole("", role.name()))
        .filter(role -> !role.isKeycloaks() && !given.contains(role.name()))
        .map(role -> Violation.at(role.node().get("name")));
  }

  private static Stream<Violation> emptyGroups(AuditedRealm realm) {
    return realm
        .groups()
        .filter(group -> group.roles().isEmpty() && !group.inherits())
        .filter(group -> group.node().get("subGroups").elements().findAny().isEmpty())
        .filter(group -> group.node().get("attributes").members().findAny().isEmpty())
        .map(group -> Violation.at(group.node().get("name")));
  }

  private static Stream<Violation> writingAuditors(AuditedRealm realm) {
    return realm
        .groups()
        .filter(group -> group.name().matches(LOOKS_ONLY))
        .flatMap(RoleRules::writing);
  }

  private static Stream<Violation> writing(Group group) {
    List<String> roles =
        group.roles().stream()
            .filter(role -> !role.client().equals("account") && role.name().matches(CHANGES))
            .map(RoleRef::toString)
            .toList();
    return Checks.hitIf(!roles.isEmpty(), group.node(), ValueFormatter.list(roles));
  }

  /** A file without people does not show who has a role. */
  private static Stream<Violation> deadClientRoles(AuditedRealm realm) {
    if (realm.origin() == Origin.EXPORT && realm.users().allMatch(User::isServiceAccount)) {
      return Stream.empty();
    }
    Set<String> given = new HashSet<>();
    realm
        .holders()
        .flatMap(holder -> holder.roles().stream())
        .forEach(role -> given.add(key(role.client(), role.name())));
    realm
        .get("clientScopeMappings")
        .members()
        .forEach(
            owner ->
                owner
                    .value()
                    .elements()
                    .flatMap(mapping -> mapping.get("roles").texts().stream())
                    .forEach(role -> given.add(key(owner.name(), role))));
    return realm
        .roles()
        .filter(role -> !role.client().isEmpty() && !role.isKeycloaks())
        // Keycloak gives it to the service account of a client with authorization services.
        .filter(role -> !role.name().equals("uma_protection"))
        .filter(role -> !realm.isBuiltInRole(role.client(), role.name()))
        .filter(role -> !given.contains(key(role.client(), role.name())))
        .map(role -> Violation.at(role.node().get("name"), role.client() + ": " + role.name()));
  }

  private static Stream<Violation> twins(AuditedRealm realm) {
    Set<String> seen = new HashSet<>();
    return realm
        .roles()
        .filter(role -> !seen.add(key(role.client(), role.name().toLowerCase(Locale.ROOT))))
        .map(role -> Violation.at(role.node().get("name")));
  }
}
