package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.SecretTexts;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.template.variable.Placeholder;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets, where they stand and what they are. */
final class SecretRules {

  private static final String VARIABLE = "\"secret\": \"${SERVICE_SECRET}\"";

  private SecretRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-SECRET-01", HIGH, "A secret stands in the file")
            .because("Everybody who can read the file, its history or a backup can use it.")
            .fix(
                "Replace it by a variable without a default, and change the secret: it is no"
                    + " longer one.")
            .line(VARIABLE)
            .source(Source.cheatSheet("Secrets Management"), Source.flnet(9))
            .when(realm -> inFiles(realm, SecretTexts::isInTheFile)),
        rule("FR-SECRET-02", HIGH, "A secret becomes the text of its placeholder")
            .because(
                "Keycloak's own import leaves a variable that is not set as it stands: the"
                    + " text in the file is then the secret, and everybody knows the file.")
            .fix(
                "Make the realm with fedrealm apply, which stops before it sends anything; else"
                    + " make sure that the variable is set, and"
                    + " check that the text does not log in.")
            .line(VARIABLE)
            .source(Source.flnet(9), Source.experiment("26.7.3"))
            .when(realm -> inFiles(realm, SecretTexts::isImportedPlaceholder)),
        rule("FR-SECRET-03", HIGH, "A person's password stands in the file")
            .because(
                "Everybody who can read the file can log in as that person, here and wherever"
                    + " else the password is used.")
            .fix(
                "Take people out of the file; invite them, or set a password that must be changed.")
            .source(Source.cheatSheet("Secrets Management"))
            .when(realm -> passwords(realm, "value")),
        rule("FR-SECRET-04", LOW, "A secret is masked: the file cannot be imported as it is")
            .because("Keycloak would take the asterisks for the secret.")
            .fix("Put a variable in its place (fedrealm export does it).")
            .line(VARIABLE)
            .source(Source.experiment("26.7.3"))
            .when(realm -> inFiles(realm, (r, text) -> SecretTexts.isMask(text))),
        rule("FR-SECRET-05", HIGH, "A client's secret is one that everybody knows")
            .because(
                "It is empty, the mask of an export or the text of a placeholder; Keycloak"
                    + " lets in whoever sends exactly that.")
            .fix("Set a new secret, by a variable that is checked before it is sent.")
            .line(VARIABLE)
            .source(Source.experiment("26.7.3"), Source.rfc(9700, "2.5"))
            .when(realm -> ofClients(realm, SecretTexts::isKnownToAll)),
        rule("FR-SECRET-06", MEDIUM, "A client's secret is short")
            .because(
                "Keycloak accepts one of a single character; nothing slows down who guesses"
                    + " secrets of clients.")
            .fix("Sixteen random characters at least; Keycloak makes 86 when you name none.")
            .source(Source.rfc(6749, "10.10"), Source.experiment("26.7.3"))
            .when(realm -> ofClients(realm, SecretTexts::isShort)),
        rule("FR-SECRET-07", MEDIUM, "Two clients have the same secret")
            .because("Each can act as the other, and changing one leaves the other open.")
            .fix("Give each client a secret of its own.")
            .line(VARIABLE)
            .source(Source.rfc(9700, "2.5"))
            .when(SecretRules::shared),
        rule("FR-SECRET-08", LOW, "Hashes of passwords stand in the file")
            .because("Who reads the file can guess at them at home.")
            .fix(
                "Keep the export where backups of the database are kept, or export without"
                    + " users.")
            .source(Source.cheatSheet("Password Storage"))
            .when(realm -> passwords(realm, "secretData")),
        rule("FR-SECRET-09", MEDIUM, "A placeholder was left as it stands")
            .because(
                "The server holds the text of a variable that was not set when the realm was"
                    + " made: a redirect, a name or an address that leads nowhere.")
            .fix(
                "Set the variable and apply the template again. Where the text itself is meant"
                    + " ($${NAME} in a template), suppress the finding.")
            .source(Source.flnet(9), Source.experiment("26.7.3"))
            .when(SecretRules::leftovers),
        rule("FR-SECRET-10", LOW, "A secret is looked up in a vault")
            .because(
                "When the vault lacks the entry, or the server has no vault, the reference"
                    + " itself is the secret.")
            .fix("Check that the reference does not log in.")
            .source(Source.experiment("26.7.3"), Source.keycloakGuide("Vault", "server/vault"))
            .when(
                realm ->
                    SecretTexts.all(realm)
                        .filter(node -> node.text().matches("\\$\\{vault\\.[^}]+}"))
                        .map(node -> Violation.at(node, "(a vault reference)"))));
  }

  private static Stream<Violation> inFiles(
      AuditedRealm realm, BiPredicate<Origin, String> isWrong) {
    return SecretTexts.all(realm)
        .filter(node -> realm.isFile() && isWrong.test(realm.origin(), node.text()))
        .map(node -> Violation.at(node, SecretTexts.shown(realm, node)));
  }

  private static Stream<Node> clientSecrets(AuditedRealm realm) {
    return realm
        .ownClients()
        .filter(Client::isConfidential)
        .map(client -> client.node().get("secret"))
        .filter(Node::isPresent);
  }

  private static Stream<Violation> ofClients(
      AuditedRealm realm, BiPredicate<Origin, String> isWrong) {
    return clientSecrets(realm)
        .filter(secret -> isWrong.test(realm.origin(), secret.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> shared(AuditedRealm realm) {
    Map<String, Long> uses =
        clientSecrets(realm).collect(Collectors.groupingBy(Node::text, Collectors.counting()));
    return clientSecrets(realm)
        .filter(secret -> !secret.text().isEmpty() && !SecretTexts.isMask(secret.text()))
        .filter(secret -> uses.get(secret.text()) > 1)
        .map(Violation::at);
  }

  private static Stream<Violation> passwords(AuditedRealm realm, String field) {
    return realm
        .users()
        .filter(user -> realm.isFile())
        .flatMap(user -> user.node().get("credentials").elements())
        .map(credential -> credential.get(field))
        .filter(node -> !node.text().isEmpty() && Placeholder.in(node.text()).isEmpty())
        .map(Violation::at);
  }

  private static Stream<Violation> leftovers(AuditedRealm realm) {
    return realm
        .placeholders()
        .filter(leaf -> !realm.isFile() && !SecretTexts.isSecret(leaf))
        .map(Violation::at);
  }
}
