package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.FlowBindings;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of a login. */
final class LoginFlowRules {

  private static final Set<String> SECOND_FACTORS =
      Set.of("auth-otp-form", "webauthn-authenticator", "webauthn-authenticator-passwordless");

  private static final Set<String> SET_UP_ACTIONS =
      Set.of("CONFIGURE_TOTP", "webauthn-register", "webauthn-register-passwordless");

  /** Steps that prove nothing about who somebody is. */
  private static final Set<String> PROVES_NOTHING =
      Set.of(
          "",
          "auth-username-form",
          "direct-grant-validate-username",
          "allow-access-authenticator",
          "conditional-user-configured",
          "conditional-user-role",
          "conditional-user-attribute",
          "conditional-credential",
          "conditional-sub-flow-executed",
          "conditional-level-of-authentication",
          "conditional-client-scope",
          "user-session-limits",
          "auth-cookie",
          "organization");

  private LoginFlowRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-FLOW-01", LOW, "A password is enough to log in")
            .because("No second factor is asked for, and none is set up at the first login.")
            .fix(
                "Make one of the set-up actions a default action, or the second factor of the"
                    + " browser flow required.")
            .source(
                Source.flnet(7),
                Source.cheatSheet("Multifactor Authentication"),
                Source.keycloak("Authentication flows"))
            .when(LoginFlowRules::withoutSecondFactor),
        rule("FR-FLOW-02", LOW, "An authentication flow that nothing uses")
            .because(
                "It is neither bound nor part of another: dead parts hide what counts, and"
                    + " are bound by mistake one day.")
            .fix("Delete it.")
            .source(
                Source.framework("FLNet: clean up the platform realm, still contains unused flows"))
            .when(LoginFlowRules::unused),
        rule("FR-FLOW-03", HIGH, "A login that proves nothing")
            .because(
                "The bound flow has no step that asks for a password, a key or another"
                    + " provider: a user name is enough.")
            .fix("Bind a flow with a credential in it.")
            .line("\"browserFlow\": \"browser\", \"directGrantFlow\": \"direct grant\"")
            .source(Source.keycloak("Authentication flows"))
            .when(LoginFlowRules::proofless),
        rule("FR-FLOW-04", HIGH, "An account is handed to who claims its e-mail address elsewhere")
            .because(
                "At the first login by an identity provider the account is linked without"
                    + " asking its owner.")
            .fix("Use Keycloak's flow first broker login, which asks for a confirmation.")
            .line("\"firstBrokerLoginFlow\": \"first broker login\"")
            .source(Source.keycloak("Automatically link existing first login flow"))
            .when(LoginFlowRules::autoLink));
  }

  private static Stream<Violation> withoutSecondFactor(AuditedRealm realm) {
    boolean setUp =
        realm
            .get("requiredActions")
            .elements()
            .anyMatch(
                action ->
                    SET_UP_ACTIONS.contains(action.get("alias").text())
                        && action.get("defaultAction").flag(false)
                        && action.get("enabled").flag(true));
    boolean required =
        FlowBindings.executions(realm, browserFlow(realm))
            .anyMatch(
                step ->
                    SECOND_FACTORS.contains(step.get("authenticator").text())
                        && step.get("requirement").text().equals("REQUIRED")
                        && !isConditional(realm, step));
    return Checks.hitIf(!setUp && !required, realm.get("requiredActions"), "no second factor");
  }

  /** Whether a step stands in a flow that is skipped for users without the credential. */
  private static boolean isConditional(AuditedRealm realm, Node step) {
    return FlowBindings.flows(realm)
        .filter(flow -> step.path().startsWith(flow.path() + "."))
        .flatMap(flow -> flow.get("authenticationExecutions").elements())
        .anyMatch(e -> e.get("authenticator").text().equals("conditional-user-configured"));
  }

  private static String browserFlow(AuditedRealm realm) {
    String bound = realm.get("browserFlow").text();
    return bound.isEmpty() ? "browser" : bound;
  }

  private static Stream<Violation> unused(AuditedRealm realm) {
    Set<String> named =
        Stream.concat(FlowBindings.namedByAlias(realm), FlowBindings.namedById(realm))
            .map(Node::text)
            .collect(Collectors.toSet());
    return FlowBindings.flows(realm)
        .filter(flow -> !flow.get("builtIn").flag(false))
        .filter(flow -> !named.contains(flow.get("alias").text()))
        .filter(flow -> !named.contains(flow.get("id").text()))
        .map(flow -> Violation.at(flow.get("alias")));
  }

  private static Stream<Violation> proofless(AuditedRealm realm) {
    return Stream.of("browserFlow", "directGrantFlow")
        .map(realm::get)
        .filter(binding -> FlowBindings.flow(realm, binding.text()).isPresent())
        .filter(
            binding ->
                FlowBindings.executions(realm, binding.text())
                    .allMatch(s -> PROVES_NOTHING.contains(s.get("authenticator").text())))
        .map(Violation::at);
  }

  private static Stream<Violation> autoLink(AuditedRealm realm) {
    Stream<Node> ofProviders =
        realm
            .get("identityProviders")
            .elements()
            .map(provider -> provider.get("firstBrokerLoginFlowAlias"));
    return Stream.concat(Stream.of(realm.get("firstBrokerLoginFlow")), ofProviders)
        .filter(binding -> links(realm, binding.text()))
        .map(Violation::at);
  }

  private static boolean links(AuditedRealm realm, String flow) {
    List<String> steps =
        FlowBindings.executions(realm, flow).map(s -> s.get("authenticator").text()).toList();
    return steps.contains("idp-auto-link")
        && steps.stream()
            .noneMatch(
                Set.of("idp-email-verification", "idp-username-password-form", "idp-confirm-link")
                    ::contains);
  }
}
