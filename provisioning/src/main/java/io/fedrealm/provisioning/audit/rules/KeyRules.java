package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.rules.Rule.rule;
import static io.fedrealm.provisioning.audit.rules.Severity.HIGH;
import static io.fedrealm.provisioning.audit.rules.Severity.LOW;
import static io.fedrealm.provisioning.audit.rules.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.template.Placeholder;
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
            .mend(
                "Add a key of 2048 bits or more with a higher priority, then retire the short"
                    + " one.")
            .source(Source.rfc(7518, "3.3"), Source.keycloak("Managing cryptographic keys"))
            .when(realm -> Stream.concat(shortGenerated(realm), shortPublic(realm))),
        rule("FR-KEY-02", HIGH, "A private key stands in the file")
            .because(
                "Everybody who can read the file can sign tokens for anybody, in every"
                    + " installation made from it.")
            .mend(
                "Take the key provider out, so that Keycloak makes its own keys, and rotate the"
                    + " keys of what was made from the file.")
            .source(Source.cheatSheet("Key Management"))
            .when(KeyRules::privateKeys),
        rule("FR-KEY-03", MEDIUM, "The realm has no RSA key of its own to sign with")
            .because(
                "Federated-learning frameworks check RS256; Keycloak makes a fallback key"
                    + " that nobody manages.")
            .mend("Add the provider rsa-generated.")
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
            .mend(
                "Add a new key with a higher priority; keep the old one until all verifiers"
                    + " have the new one.")
            .source(Source.keycloak("Managing cryptographic keys"))
            .when(KeyRules::oldKeys),
        rule("FR-KEY-05", LOW, "Keys are encrypted with RSA1_5")
            .because("The padding lets who may ask often enough read what was encrypted.")
            .mend("Use RSA-OAEP.")
            .source(Source.rfc(8725, "3.2"))
            .when(
                realm ->
                    KeyProviders.all(realm)
                        .map(provider -> KeyProviders.config(provider, "algorithm"))
                        .filter(algorithm -> algorithm.text().equals("RSA1_5"))
                        .map(Hit::at)));
  }

  private static Stream<Hit> shortGenerated(AuditedRealm realm) {
    return KeyProviders.all(realm)
        .filter(provider -> provider.get("providerId").text().startsWith("rsa"))
        .map(provider -> KeyProviders.config(provider, "keySize"))
        .filter(size -> size.number(LEAST_BITS) < LEAST_BITS)
        .map(Hit::at);
  }

  private static Stream<Hit> shortPublic(AuditedRealm realm) {
    return LiveKeys.of(realm)
        .filter(key -> key.bits() > 0 && key.bits() < LEAST_BITS)
        .map(key -> Hit.at(key.node().get("publicKey"), key.bits() + " bits"));
  }

  private static Stream<Hit> privateKeys(AuditedRealm realm) {
    Stream<Node> legacy = Stream.of("privateKey", "codeSecret").map(realm::get);
    return Stream.concat(KeyProviders.all(realm).flatMap(KeyProviders::material), legacy)
        .filter(key -> realm.isFile() && !key.text().isEmpty())
        .filter(key -> Placeholder.in(key.text()).isEmpty())
        .map(key -> Hit.at(key, "(secret)"));
  }

  private static Stream<Hit> oldKeys(AuditedRealm realm) {
    Instant earliest = Instant.now().minus(MOST_DAYS, ChronoUnit.DAYS);
    return LiveKeys.of(realm)
        .filter(key -> key.signs() && key.made().filter(earliest::isAfter).isPresent())
        .map(
            key ->
                Hit.at(key.node(), "in use since " + key.made().get().toString().substring(0, 10)));
  }
}
