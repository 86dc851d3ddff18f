package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.KeyProviders;
import io.fedrealm.provisioning.audit.check.LiveKeys;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.template.variable.Placeholder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The keys that tokens are signed with. */
final class KeyRules {

  private static final int LEAST_BITS = 2048;
  private static final int MOST_DAYS = 365;

  private KeyRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-KEY-01", HIGH, "An RSA key is shorter than 2048 bits")
            .because("Who breaks it signs tokens for everybody.")
            .fix(
                "Add a key of 2048 bits or more with a higher priority, then retire the short"
                    + " one.")
            .source(Source.rfc(7518, "3.3"), Source.keycloak("Managing cryptographic keys"))
            .when(realm -> Stream.concat(shortGenerated(realm), shortPublic(realm))),
        rule("FR-KEY-02", HIGH, "A private key stands in the file")
            .because(
                "Everybody who can read the file can sign tokens for anybody, in every"
                    + " installation made from it.")
            .fix(
                "Take the key provider out, so that Keycloak makes its own keys, and rotate the"
                    + " keys of what was made from the file.")
            .source(Source.cheatSheet("Key Management"))
            .when(KeyRules::privateKeys),
        rule("FR-KEY-03", MEDIUM, "The realm has no RSA key of its own to sign with")
            .because(
                "Federated-learning frameworks check RS256; Keycloak makes a fallback key"
                    + " that nobody manages.")
            .fix("Add the provider rsa-generated.")
            .source(
                Source.framework("FLNet, FEDn and NVIDIA FLARE verify RS256"),
                Source.keycloak("Managing cryptographic keys"))
            .when(
                realm ->
                    Checks.hitIf(
                        KeyProviders.list(realm).isPresent()
                            && KeyProviders.all(realm).noneMatch(KeyProviders::isRsa),
                        KeyProviders.list(realm),
                        "no RSA key provider")),
        rule("FR-KEY-04", LOW, "A signing key is older than a year")
            .because(
                "The longer a key is in use, the more tokens, backups and people have seen"
                    + " what it protects.")
            .fix(
                "Add a new key with a higher priority; keep the old one until all verifiers"
                    + " have the new one.")
            .source(Source.keycloak("Managing cryptographic keys"))
            .when(KeyRules::oldKeys),
        rule("FR-KEY-05", LOW, "Keys are encrypted with RSA1_5")
            .because("The padding lets who may ask often enough read what was encrypted.")
            .fix("Use RSA-OAEP.")
            .source(Source.rfc(8725, "3.2"))
            .when(
                realm ->
                    KeyProviders.all(realm)
                        .map(provider -> KeyProviders.config(provider, "algorithm"))
                        .filter(algorithm -> algorithm.text().equals("RSA1_5"))
                        .map(Violation::at)));
  }

  private static Stream<Violation> shortGenerated(AuditedRealm realm) {
    return KeyProviders.all(realm)
        .filter(provider -> provider.get("providerId").text().startsWith("rsa"))
        .map(provider -> KeyProviders.config(provider, "keySize"))
        .filter(size -> size.number(LEAST_BITS) < LEAST_BITS)
        .map(Violation::at);
  }

  private static Stream<Violation> shortPublic(AuditedRealm realm) {
    return LiveKeys.of(realm)
        .filter(key -> key.bits() > 0 && key.bits() < LEAST_BITS)
        .map(key -> Violation.at(key.node().get("publicKey"), key.bits() + " bits"));
  }

  private static Stream<Violation> privateKeys(AuditedRealm realm) {
    Stream<Node> legacy = Stream.of("privateKey", "codeSecret").map(realm::get);
    return Stream.concat(KeyProviders.all(realm).flatMap(KeyProviders::material), legacy)
        .filter(key -> realm.isFile() && !key.text().isEmpty())
        .filter(key -> Placeholder.in(key.text()).isEmpty())
        .map(key -> Violation.at(key, "(secret)"));
  }

  private static Stream<Violation> oldKeys(AuditedRealm realm) {
    Instant earliest = Instant.now().minus(MOST_DAYS, ChronoUnit.DAYS);
    return LiveKeys.of(realm)
        .filter(key -> key.signs() && key.made().filter(earliest::isAfter).isPresent())
        .map(
            key ->
                Violation.at(
                    key.node(), "in use since " + key.made().get().toString().substring(0, 10)));
  }
}
