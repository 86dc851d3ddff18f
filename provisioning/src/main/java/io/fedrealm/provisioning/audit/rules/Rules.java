package io.fedrealm.provisioning.audit.rules;

import io.fedrealm.provisioning.audit.check.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules of the audit. */
public final class Rules {

  private static final List<Rule> ALL =
      Stream.of(
              RealmRules.all(),
              LoginRules.all(),
              TokenRules.all(),
              SessionRules.all(),
              FlowGrantRules.all(),
              ClientRules.all(),
              SamlRules.all(),
              UriRules.all(),
              OriginRules.all(),
              ScopeRules.all(),
              ReferenceRules.all(),
              PrivilegeRules.all(),
              RoleRules.all(),
              UserRules.all(),
              SecretRules.all(),
              KeyRules.all(),
              LoginFlowRules.all(),
              FederationRules.all(),
              PolicyRules.all(),
              PolicyPartRules.all(),
              EventRules.all(),
              FederatedLearningRules.all(),
              FlnetRules.all(),
              AuditRules.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Rule::feature).thenComparing(Rule::id))
          .toList();

  private Rules() {}

  /** All rules, by feature and id. */
  public static List<Rule> all() {
    return ALL;
  }

  /** A rule by its id. */
  public static Optional<Rule> find(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }
}
