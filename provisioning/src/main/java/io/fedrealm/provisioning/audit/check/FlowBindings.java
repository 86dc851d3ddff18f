package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The authentication flows of a realm, and what names them. */
public final class FlowBindings {

  private static final List<String> OF_REALM =
      List.of(
          "browserFlow",
          "registrationFlow",
          "directGrantFlow",
          "resetCredentialsFlow",
          "clientAuthenticationFlow",
          "dockerAuthenticationFlow",
          "firstBrokerLoginFlow");

  private FlowBindings() {}

  /** The flows that the realm states; a template states none, and has Keycloak's. */
  public static Stream<Node> flows(AuditedRealm realm) {
    return realm.get("authenticationFlows").elements();
  }

  public static Optional<Node> flow(AuditedRealm realm, String alias) {
    return flows(realm).filter(flow -> flow.get("alias").text().equals(alias)).findFirst();
  }

  /** The executions of a flow and of the flows in it, as far as they are not switched off. */
  public static Stream<Node> executions(AuditedRealm realm, String alias) {
    return executions(realm, alias, new HashSet<>());
  }

  private static Stream<Node> executions(AuditedRealm realm, String alias, Set<String> seen) {
    if (!seen.add(alias)) {
      return Stream.empty();
    }
    return flow(realm, alias).stream()
        .flatMap(flow -> flow.get("authenticationExecutions").elements())
        .filter(execution -> !execution.get("requirement").text().equals("DISABLED"))
        .flatMap(
            execution ->
                Stream.concat(
                    Stream.of(execution),
                    executions(realm, execution.get("flowAlias").text(), seen)));
  }

  /** Where a flow is named by its alias, by the realm, an identity provider or another flow. */
  public static Stream<Node> namedByAlias(AuditedRealm realm) {
    Stream<Node> ofProviders =
        realm
            .get("identityProviders")
            .elements()
            .flatMap(
                idp ->
                    Stream.of("firstBrokerLoginFlowAlias", "postBrokerLoginFlowAlias")
                        .map(idp::get));
    Stream<Node> nested =
        flows(realm)
            .flatMap(flow -> flow.get("authenticationExecutions").elements())
            .map(execution -> execution.get("flowAlias"));
    return Stream.of(OF_REALM.stream().map(realm::get), ofProviders, nested)
        .flatMap(nodes -> nodes)
        .filter(node -> !node.text().isEmpty());
  }

  /** Where a client names a flow of its own, by the flow's id. */
  public static Stream<Node> namedById(AuditedRealm realm) {
    return realm
        .clients()
        .flatMap(client -> client.node().get("authenticationFlowBindingOverrides").members())
        .map(Node.Member::value)
        .filter(node -> !node.text().isEmpty());
  }

  public static Stream<Violation> dangling(AuditedRealm realm) {
    if (flows(realm).findAny().isEmpty()) {
      return Stream.empty();
    }
    Set<String> aliases = texts(realm, "alias");
    Set<String> ids = texts(realm, "id");
    return Stream.concat(
            namedByAlias(realm)
                .filter(name -> !aliases.contains(name.text()))
                .filter(name -> !BuiltIns.hasFlow(name.text())),
            // An export without ids cannot be checked.
            namedById(realm).filter(id -> !ids.isEmpty() && !ids.contains(id.text())))
        .map(Violation::at);
  }

  private static Set<String> texts(AuditedRealm realm, String field) {
    return flows(realm)
        .map(flow -> flow.get(field).text())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toSet());
  }
}
